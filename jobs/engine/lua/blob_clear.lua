-- Drops every blob of a key space.
-- KEYS: blobs blob_times blob_meta
-- After: none is there, and their sum is 0. Returns how many there were.
local count = redis.call('HLEN', kBlobs)
redis.call('UNLINK', kBlobs, kBlobTimes)
redis.call('HDEL', kBlobMeta, 'bytes')
return count
