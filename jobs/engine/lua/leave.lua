-- Forgets a worker process that has ended.
-- KEYS: registry beats
-- ARGV: worker.
-- Returns 1 where it was known.
redis.call('HDEL', kRegistry, ARGV[1])
return redis.call('ZREM', kBeats, ARGV[1])
