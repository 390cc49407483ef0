-- Wakes one blocked worker.
-- KEYS: marker
-- ARGV: none.
-- Returns 1 where the marker was not there.
return redis.call('ZADD', kMarker, 0, 'm')
