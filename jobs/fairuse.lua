-- Takes one use of each of several allowances, or of none where one of them is used up.
-- KEYS: one string per allowance: when, in ms, it will have recovered from what was used of it.
-- ARGV: for each key, the uses that it grants at once and the ms in which it recovers all of them.
-- Before: nothing is assumed. After: where all had a use left, each has one less; else nothing has
-- changed. A key lives until its allowance has recovered whole.
-- Returns {0, 0}, or {place of the one that is used up, ms until it has a use again}; where several
-- are, the one that takes longest.
local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
local refused, longest, recovered = 0, 0, {}
for place, key in ipairs(KEYS) do
  local most, period = tonumber(ARGV[2 * place - 1]), tonumber(ARGV[2 * place])
  local at = math.max(now, tonumber(redis.call('GET', key) or now)) + period / most
  local wait = math.ceil(at - period - now)
  if wait > longest then refused, longest = place, wait end
  recovered[place] = at
end
if refused > 0 then return {refused, longest} end
for place, key in ipairs(KEYS) do
  local at = math.ceil(recovered[place])
  redis.call('SET', key, string.format('%d', at), 'PX', math.max(1, at - now))
end
return {0, 0}
