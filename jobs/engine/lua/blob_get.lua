-- Reads a blob that is not older than it may be. Changes nothing.
-- KEYS: blobs blob_times
-- ARGV: content key, kept for ms, how many bytes are wanted of its beginning (0: all).
-- Returns the bytes, or nil.
local stored = redis.call('ZSCORE', kBlobTimes, ARGV[1])
if not stored then return nil end
local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
if tonumber(stored) < now - tonumber(ARGV[2]) then return nil end
local blob, first = redis.call('HGET', kBlobs, ARGV[1]), tonumber(ARGV[3])
if blob and first > 0 then return string.sub(blob, 1, first) end
return blob
