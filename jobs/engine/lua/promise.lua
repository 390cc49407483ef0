-- Notes that what all agreed on will certainly be told, unless it has changed since.
-- KEYS: told
-- ARGV: the moment of the change in ms.
-- Before: nothing is assumed. After: nobody else tells it. Returns 1 where it is still the last.
if redis.call('HGET', kTold, 'at') ~= ARGV[1] then
  return 0
end
redis.call('HSET', kTold, 'promised', 1)
return 1
