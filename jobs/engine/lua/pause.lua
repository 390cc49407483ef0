-- Pauses or resumes a queue: what runs goes on, nothing more is claimed.
-- KEYS: marker meta
-- ARGV: 1 pause, 0 resume.
-- Returns 1 where that changed something.
local before = redis.call('HGET', kMeta, 'paused') == '1'
if ARGV[1] == '1' then
  redis.call('HSET', kMeta, 'paused', '1')
else
  redis.call('HDEL', kMeta, 'paused')
  redis.call('ZADD', kMarker, 0, 'm')
end
return before ~= (ARGV[1] == '1') and 1 or 0
