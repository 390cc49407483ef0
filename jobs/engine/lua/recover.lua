-- Takes back the jobs of a worker that is known to be dead.
-- KEYS: jobs progress waiting1 waiting2 waiting5 waiting10 tenants1 tenants2 tenants5 tenants10 delayed active parked inflight suspects completed failed marker coalesce aliases askers minutes meta
-- INCLUDE: lib order settle
-- ARGV: worker, max crashes, grace in ms, event channel,
--       blame (1: a run that had begun counts as a crash; 0: the worker was stopped on purpose),
--       then the ids known not to have begun (their crash is never counted).
-- Before: the named worker runs no more. After: none of its jobs is active; each waits again,
-- is suspect, or has failed. Returns how many were taken back.
local worker, max_crashes, grace = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3])
local blame = ARGV[5] == '1'
local unbegun = {}
for i = 6, #ARGV do unbegun[ARGV[i]] = true end

local taken = 0
for _, id in ipairs(redis.call('ZRANGE', kActive, 0, -1)) do
  local record, known = read(id)
  if not record then
    redis.call('ZREM', kActive, id)
    if known then damaged(id) end
  elseif record[WORKER] == worker then
    redis.call('ZREM', kActive, id)
    take_back(id, record, blame and not unbegun[id], max_crashes, grace)
    taken = taken + 1
  end
end
if taken > 0 then wake() end
flush_damage()
flush_stats()
flush_events(ARGV[4])
return taken
