-- Every few seconds the books are compared with what the servers show: only what is not settled is read.
CREATE INDEX allocation_intent_allocated ON matchmaker.allocation_intent (server_id) WHERE state = 'allocated';

-- Settled calls are kept for a day.
CREATE INDEX allocation_intent_settled_at ON matchmaker.allocation_intent (changed_at) WHERE state IN ('released', 'failed');
