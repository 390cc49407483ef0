-- Counts a queue's jobs per state, and reads its totals and statistics. Changes nothing.
-- KEYS: waiting1 waiting2 waiting5 waiting10 delayed active suspects parked completed failed stats meta
-- ARGV: none.
-- Returns: now, waiting (suspects and parked included), delayed, active, completed, failed,
-- paused, accepted, removed, completed ever, failed ever, lowest waiting scores' ids, statistics.
local time = redis.call('TIME')
local meta = redis.call('HMGET', kMeta, 'paused', 'accepted', 'removed', 'completed', 'failed')
local waiting = redis.call('ZCARD', kSuspects) + redis.call('ZCARD', kParked)
for _, key in ipairs({kWaiting1, kWaiting2, kWaiting5, kWaiting10}) do
  waiting = waiting + redis.call('ZCARD', key)
end
return {
  tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000),
  waiting,
  redis.call('ZCARD', kDelayed),
  redis.call('ZCARD', kActive),
  redis.call('ZCARD', kCompleted),
  redis.call('ZCARD', kFailed),
  meta[1] == '1' and 1 or 0,
  tonumber(meta[2]) or 0,
  tonumber(meta[3]) or 0,
  tonumber(meta[4]) or 0,
  tonumber(meta[5]) or 0,
  redis.call('HVALS', kStats),
}
