-- Has all who watch agree on what was told last, and on which of them tells what is new.
-- KEYS: told
-- ARGV: what is to be known now ('' only asks), the moment in ms, what the caller told by itself
-- meanwhile ('' = nothing), when it did in ms, ms after which somebody else tells in its place,
-- what is known where nothing was ever told.
-- The hash holds `now`, `before`, `at` (the moment of the change), `claimed` (by Redis's time) and
-- `promised` (1 once somebody will certainly tell it).
-- Before: nothing is assumed. After: `now` is what is to be known, and `before` differs from it.
-- Returns what was known before, the moment of the change, and 1 where the caller is to tell it.
local time = redis.call('TIME')
local redis_now = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
local known = redis.call('HMGET', kTold, 'now', 'before', 'at', 'claimed', 'promised')
local now, before = known[1] or ARGV[6], known[2] or ''
local at, claimed = tonumber(known[3] or 0), tonumber(known[4] or 0)
if ARGV[3] ~= '' and ARGV[3] ~= now and tonumber(ARGV[4]) > at then
  before, now, at = now, ARGV[3], tonumber(ARGV[4])
  redis.call('HSET', kTold, 'now', now, 'before', before, 'at', at, 'promised', 1)
  known[5] = '1'
end
if ARGV[1] == '' then
  return {now, at, 0}
end
if ARGV[1] ~= now then
  redis.call('HSET', kTold, 'now', ARGV[1], 'before', now, 'at', ARGV[2],
    'claimed', redis_now, 'promised', 0)
  return {now, tonumber(ARGV[2]), 1}
end
if known[5] == '0' and redis_now - claimed >= tonumber(ARGV[5]) then
  redis.call('HSET', kTold, 'claimed', redis_now)
  return {before, at, 1}
end
return {before, at, 0}
