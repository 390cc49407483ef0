-- Keeps a blob under its content key within a byte budget, oldest out first.
-- KEYS: blobs blob_times blob_meta
-- ARGV: content key, bytes, kept for ms, budget in bytes.
-- Before: nothing is assumed. After: the blob is there, the sum of all is within the budget
-- (or it is the only one), none is older than it may be. Returns the sum in bytes.
local key, blob = ARGV[1], ARGV[2]
local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
local function drop(field)
  local size = redis.call('HSTRLEN', kBlobs, field)
  redis.call('HDEL', kBlobs, field)
  redis.call('ZREM', kBlobTimes, field)
  redis.call('HINCRBY', kBlobMeta, 'bytes', -size)
end
if redis.call('HEXISTS', kBlobs, key) == 1 then drop(key) end
for _, old in ipairs(redis.call('ZRANGEBYSCORE', kBlobTimes, '-inf', now - tonumber(ARGV[3]), 'LIMIT', 0, 64)) do
  drop(old)
end
redis.call('HSET', kBlobs, key, blob)
redis.call('ZADD', kBlobTimes, now, key)
local bytes = redis.call('HINCRBY', kBlobMeta, 'bytes', #blob)
while bytes > tonumber(ARGV[4]) and redis.call('ZCARD', kBlobTimes) > 1 do
  drop(redis.call('ZRANGE', kBlobTimes, 0, 0)[1])
  bytes = tonumber(redis.call('HGET', kBlobMeta, 'bytes'))
end
return bytes
