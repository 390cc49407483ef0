-- Runs failed jobs again, their failures and crashes forgiven.
-- KEYS: jobs progress waiting1 waiting2 waiting5 waiting10 tenants1 tenants2 tenants5 tenants10 failed marker coalesce meta
-- INCLUDE: lib order
-- ARGV: ids.
-- Before: nothing is assumed. After: each failed job waits again.
-- Returns per id: 1 waits again, 0 unknown, -1 not failed.
local reply = {}
for i, id in ipairs(ARGV) do
  local record = read(id)
  if not record then
    reply[i] = 0
  elseif record[STATE] ~= 'f' then
    reply[i] = -1
  else
    redis.call('ZREM', kFailed, id)
    redis.call('HDEL', kProgress, id)
    record[STATE], record[FAILURES], record[CRASHES], record[CANCEL] = 'w', 0, 0, 0
    record[DUE], record[CLAIMED], record[STARTED], record[FINISHED] = now, 0, 0, 0
    record[OUTCOME] = ''
    write(id, record)
    push_waiting(id, record[PRIORITY], record[TENANT])
    if record[COALESCE] ~= '' then redis.call('HSETNX', kCoalesce, record[COALESCE], id) end
    wake()
    reply[i] = 1
  end
end
flush_waiting()
return reply
