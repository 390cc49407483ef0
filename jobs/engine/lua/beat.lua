-- Notes that a worker process lives and what it does; forgets those long gone.
-- KEYS: registry beats
-- ARGV: worker, what it says of itself, ms after which a silent one is forgotten.
-- Before: nothing is assumed. After: the worker is known as of now. Returns how many are known.
local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
redis.call('HSET', kRegistry, ARGV[1], ARGV[2])
redis.call('ZADD', kBeats, now, ARGV[1])
for _, gone in ipairs(redis.call('ZRANGEBYSCORE', kBeats, '-inf', now - tonumber(ARGV[3]))) do
  redis.call('HDEL', kRegistry, gone)
  redis.call('ZREM', kBeats, gone)
end
return redis.call('ZCARD', kBeats)
