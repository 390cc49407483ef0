-- Remembers that a recurring job was enqueued for a time, or asks when it last was.
-- KEYS: schedules
-- ARGV: name, fire time in ms (0 only asks).
-- Before: nothing is assumed. After: the remembered time is the later of the two.
-- Returns now and the remembered time, both in ms (0 = never).
local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
local last = tonumber(redis.call('HGET', kSchedules, ARGV[1])) or 0
if tonumber(ARGV[2]) > last then
  last = tonumber(ARGV[2])
  redis.call('HSET', kSchedules, ARGV[1], last)
end
return {now, last}
