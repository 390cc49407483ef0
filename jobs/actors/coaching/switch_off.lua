-- Switches the model off for a time.
-- KEYS: calls (untouched), closed (string: why; lives as long as the model is switched off).
-- ARGV: ms, why.
-- After: the model is off for at least that long. Returns the ms it is off for.
local left = redis.call('PTTL', KEYS[2])
if left >= tonumber(ARGV[1]) then return left end
redis.call('SET', KEYS[2], ARGV[2], 'PX', ARGV[1])
return tonumber(ARGV[1])
