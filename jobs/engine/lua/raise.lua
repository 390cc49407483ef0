-- Raises the priority of jobs that have not begun.
-- KEYS: jobs waiting1 waiting2 waiting5 waiting10 tenants1 tenants2 tenants5 tenants10 parked marker meta
-- INCLUDE: lib order place
-- ARGV: priority, then ids.
-- Before: nothing is assumed. After: each that waits or is delayed has at least that priority, and
-- comes last within it.
-- Returns per id: 1 raised, 0 unknown, -1 active or over, 2 it had that priority or a higher one.
local priority = tonumber(ARGV[1])
local reply = {}
for i = 2, #ARGV do
  local id = ARGV[i]
  local record = read(id)
  local answer = 1
  if not record then answer = 0
  elseif record[STATE] ~= 'w' and record[STATE] ~= 'd' then answer = -1
  elseif record[PRIORITY] <= priority then answer = 2
  else raise_priority(id, record, priority) end
  reply[#reply + 1] = answer
end
flush_waiting()
wake()
return reply
