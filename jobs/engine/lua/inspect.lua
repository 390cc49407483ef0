-- Reads jobs whole. Changes nothing.
-- KEYS: jobs outcomes progress aliases
-- ARGV: ids, or ids that joined another job.
-- Returns per id: the id that does the work, record, outcome, progress (each nil where unknown).
local reply = {}
for i, asked in ipairs(ARGV) do
  local id = redis.call('HGET', kAliases, asked) or asked
  reply[i] = {
    id,
    redis.call('HGET', kJobs, id),
    redis.call('HGET', kOutcomes, id),
    redis.call('HGET', kProgress, id),
  }
end
return reply
