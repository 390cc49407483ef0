-- Lists jobs of one state, a page at a time. Changes nothing.
-- KEYS: jobs outcomes progress waiting1 waiting2 waiting5 waiting10 suspects parked delayed active completed failed
-- ARGV: state (waiting, delayed, active, completed, failed), offset, limit.
-- Returns per job: id, record, outcome, progress. Waiting and delayed jobs come in the order in
-- which they will run, active ones by the end of their lease, ended ones newest first.
local state, offset, limit = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3])
local ids = {}

local function take(key, newest_first)
  local size = redis.call('ZCARD', key)
  if offset >= size then
    offset = offset - size
    return
  end
  local last = offset + limit - #ids - 1
  local found = redis.call(newest_first and 'ZREVRANGE' or 'ZRANGE', key, offset, last)
  offset = 0
  for _, id in ipairs(found) do ids[#ids + 1] = id end
end

local function take_parked()
  local from = #ids
  take(kParked, false)
  for i = from + 1, #ids do
    ids[i] = string.match(string.sub(ids[i], string.find(ids[i], '\0', 1, true) + 1), '^%d+:%d+:(.*)$')
  end
end

if state == 'waiting' then
  for _, key in ipairs({kSuspects, kWaiting1, kWaiting2, kWaiting5, kWaiting10}) do
    if #ids < limit then take(key, false) end
  end
  if #ids < limit then take_parked() end
elseif state == 'delayed' then
  take(kDelayed, false)
elseif state == 'active' then
  take(kActive, false)
elseif state == 'completed' then
  take(kCompleted, true)
else
  take(kFailed, true)
end

local reply = {}
for i, id in ipairs(ids) do
  reply[i] = {
    id,
    redis.call('HGET', kJobs, id),
    redis.call('HGET', kOutcomes, id),
    redis.call('HGET', kProgress, id),
  }
end
return reply
