-- Reads jobs whole. Changes nothing.
-- KEYS: jobs progress aliases
-- ARGV: ids, or ids that joined another job.
-- INCLUDE: lib
-- Returns per id: the id that does the work, record without its message, progress (nil where
-- unknown).
local reply = {}
for i, asked in ipairs(ARGV) do
  local id = redis.call('HGET', kAliases, asked) or asked
  reply[i] = {
    id,
    without_message(redis.call('HGET', kJobs, id)),
    redis.call('HGET', kProgress, id),
  }
end
return reply
