-- Cancels what waits, a piece at a time; what runs goes on.
-- KEYS: jobs progress waiting1 waiting2 waiting5 waiting10 tenants1 tenants2 tenants5 tenants10 delayed active parked inflight suspects completed failed marker coalesce aliases askers minutes meta
-- INCLUDE: lib order settle
-- ARGV: event channel, at most so many, delayed jobs too (1 or 0), failed kept for ms, failed kept
--       at most.
-- Before: nothing is assumed. After: up to so many jobs that waited have failed as cancelled.
-- Returns how many; fewer than asked for means that none is left.
local most = tonumber(ARGV[2])
local ids = {}
local keys = {kSuspects, kWaiting1, kWaiting2, kWaiting5, kWaiting10}
if ARGV[3] == '1' then keys[#keys + 1] = kDelayed end
for _, key in ipairs(keys) do
  if #ids < most then
    local popped = redis.call('ZPOPMIN', key, most - #ids)
    for i = 1, #popped, 2 do ids[#ids + 1] = popped[i] end
  end
end
if #ids < most then
  local members = redis.call('ZRANGE', kParked, 0, most - #ids - 1)
  each_piece('ZREM', kParked, members)
  for _, member in ipairs(members) do
    ids[#ids + 1] = string.match(member, '^[^%z]*%z%d+:%d+:(.*)$')
  end
end
local raws = read_many(kJobs, ids)
for n = 1, #ids do
  local record = decode(raws[n])
  if record then settle_cancelled(ids[n], record) else damaged(ids[n]) end
end
trim(kFailed, tonumber(ARGV[4]), tonumber(ARGV[5]), most + 8)
flush_stats()
flush_events(ARGV[1])
return #ids
