-- Notes how far a run is.
-- KEYS: jobs progress
-- INCLUDE: lib
-- ARGV: id, token, percent 0-100, message.
-- Before: the token is the record's and the job is active, else nothing is changed.
-- Returns 1 where noted, 2 where noted and the job is cancelled, 0 where stale.
local record = read(ARGV[1])
if not record or record[STATE] ~= 'a' or record[TOKEN] ~= tonumber(ARGV[2]) then return 0 end
redis.call('HSET', kProgress, ARGV[1], pack({tonumber(ARGV[3]), ARGV[4], now}))
return record[CANCEL] == 1 and 2 or 1
