-- One player. A guest has no password and therefore cannot log in again by name.
CREATE TABLE auth.account (
    user_id       uuid        PRIMARY KEY,
    username      text        NOT NULL CHECK (username ~ '^[A-Za-z0-9_-]{3,32}$'),
    username_key  text        NOT NULL UNIQUE CHECK (username_key = lower(username)),
    password_hash text        CHECK (password_hash LIKE '$argon2id$%'),
    created_at    timestamptz NOT NULL
);

-- One login of one player: the chain of refresh tokens that began with it, of which only the last is good.
-- Earlier tokens need no rows: a token that names a session and is not its last one has been used before.
CREATE TABLE auth.session (
    session_id       uuid        PRIMARY KEY,
    user_id          uuid        NOT NULL REFERENCES auth.account ON DELETE CASCADE,
    current_sha256   bytea       NOT NULL CHECK (length(current_sha256) = 32),
    -- The token before the last, and the last one sealed with it, for a client whose answer was lost on the way.
    -- Both are empty before the first refresh.
    previous_sha256  bytea       NOT NULL CHECK (length(previous_sha256) IN (0, 32)),
    successor_sealed bytea       NOT NULL CHECK (length(successor_sealed) = length(previous_sha256)),
    rotated_at       timestamptz NOT NULL,
    expires_at       timestamptz NOT NULL
);

CREATE INDEX session_user_id ON auth.session (user_id, rotated_at);
CREATE INDEX session_expires_at ON auth.session (expires_at);
