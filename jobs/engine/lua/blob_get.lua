-- Reads a blob that is not older than it may be. Changes nothing.
-- KEYS: blobs blob_times
-- ARGV: content key, kept for ms.
-- Returns the bytes, or nil.
local stored = redis.call('ZSCORE', kBlobTimes, ARGV[1])
if not stored then return nil end
local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
if tonumber(stored) < now - tonumber(ARGV[2]) then return nil end
return redis.call('HGET', kBlobs, ARGV[1])
