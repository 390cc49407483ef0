-- Grants a call of the model, unless it is switched off or one of its limits is reached.
-- KEYS: calls (sorted set: one member per call of the last day, scored by its time in ms),
--   closed (string: why; lives as long as the model is switched off).
-- ARGV: calls per day, calls per minute, a name for this call that no other has.
-- Before: nothing is assumed. After: on a grant the call is counted, else nothing has changed;
-- calls older than a day are gone. Returns {1, 0, ''} or {0, ms to wait, why}.
local calls, closed = KEYS[1], KEYS[2]
local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
local left = redis.call('PTTL', closed)
if left > 0 then return {0, left, redis.call('GET', closed)} end
redis.call('ZREMRANGEBYSCORE', calls, '-inf', now - 86400000)
local function full(limit, span, why)
  if redis.call('ZCOUNT', calls, '(' .. (now - span), '+inf') < limit then return nil end
  if limit <= 0 then return {0, span, why} end
  -- The call that has to grow old before there is room: the newest but `limit` - 1.
  local place = redis.call('ZREVRANGE', calls, limit - 1, limit - 1, 'WITHSCORES')
  return {0, math.max(1, tonumber(place[2]) + span - now), why}
end
local refused = full(tonumber(ARGV[1]), 86400000, 'day') or full(tonumber(ARGV[2]), 60000, 'minute')
if refused then return refused end
redis.call('ZADD', calls, now, ARGV[3])
redis.call('PEXPIRE', calls, 86400000)
return {1, 0, ''}
