-- Counts a queue's jobs per state, and reads its totals and statistics. Changes nothing.
-- KEYS: jobs waiting1 waiting2 waiting5 waiting10 delayed active suspects parked completed failed minutes meta
-- INCLUDE: lib
-- ARGV: none.
-- Returns: now, waiting (suspects and parked included), delayed, active, completed, failed,
-- paused, accepted, removed, completed ever, failed ever, ms since the longest waiting head of a
-- priority was due (0 = nothing waits), statistics.
local meta = redis.call('HMGET', kMeta, 'paused', 'accepted', 'removed', 'completed', 'failed')
local waiting = redis.call('ZCARD', kSuspects) + redis.call('ZCARD', kParked)
for _, key in ipairs({kWaiting1, kWaiting2, kWaiting5, kWaiting10}) do
  waiting = waiting + redis.call('ZCARD', key)
end
local oldest = 0
for _, key in ipairs({kWaiting1, kWaiting2, kWaiting5, kWaiting10, kSuspects}) do
  local head = redis.call('ZRANGE', key, 0, 0)[1]
  local record = head and read(head)
  if record then oldest = math.max(oldest, now - record[DUE]) end
end
return {
  now,
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
  oldest,
  redis.call('GET', kMinutes) or '',
}
