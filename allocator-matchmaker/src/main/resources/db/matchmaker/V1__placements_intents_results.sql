-- Where a player is, or is about to be. At most one row per player and mode is not ended.
CREATE TABLE matchmaker.placement (
    placement_id uuid        PRIMARY KEY,
    player_id    text        NOT NULL CHECK (player_id ~ '^[A-Za-z0-9_-]{1,64}$'),
    mode         text        NOT NULL,
    state        text        NOT NULL CHECK (state IN ('placing', 'live', 'ended')),
    -- The process that places the player, and until when nobody else may.
    owner        text        NOT NULL,
    until        timestamptz NOT NULL,
    match_id     text,
    server_id    text,
    region       text,
    attempt      integer     CHECK (attempt >= 1),
    cause        text,
    changed_at   timestamptz NOT NULL DEFAULT now(),
    CHECK (state <> 'live' OR (match_id IS NOT NULL AND server_id IS NOT NULL AND region IS NOT NULL AND attempt IS NOT NULL)),
    CHECK ((state = 'ended') = (cause IS NOT NULL))
);

CREATE UNIQUE INDEX placement_not_ended ON matchmaker.placement (player_id, mode) WHERE state <> 'ended';
CREATE INDEX placement_match_id ON matchmaker.placement (match_id) WHERE match_id IS NOT NULL;
CREATE INDEX placement_ended_at ON matchmaker.placement (changed_at) WHERE state = 'ended';

-- One row per call to the allocation API, written before the call.
CREATE TABLE matchmaker.allocation_intent (
    intent     text        PRIMARY KEY,
    region     text        NOT NULL,
    state      text        NOT NULL CHECK (state IN ('open', 'allocated', 'released', 'failed')),
    server_id  text,
    cause      text,
    opened_at  timestamptz NOT NULL DEFAULT now(),
    changed_at timestamptz NOT NULL DEFAULT now(),
    CHECK (state <> 'allocated' OR server_id IS NOT NULL)
);

CREATE INDEX allocation_intent_open ON matchmaker.allocation_intent (region) WHERE state = 'open';

-- One row per finished match, and one per player in it.
CREATE TABLE matchmaker.match_result (
    match_id   text        PRIMARY KEY,
    server_id  text        NOT NULL,
    region     text        NOT NULL,
    mode       text        NOT NULL,
    map        text        NOT NULL,
    epoch      integer     NOT NULL,
    started_at timestamptz NOT NULL,
    ended_at   timestamptz NOT NULL,
    ticks      integer     NOT NULL,
    reason     text        NOT NULL
);

CREATE TABLE matchmaker.match_score (
    match_id  text    NOT NULL REFERENCES matchmaker.match_result ON DELETE CASCADE,
    player_id text    NOT NULL,
    kills     integer NOT NULL,
    deaths    integer NOT NULL,
    score     integer NOT NULL,
    PRIMARY KEY (match_id, player_id)
);

CREATE INDEX match_score_player_id ON matchmaker.match_score (player_id);
