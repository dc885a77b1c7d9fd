-- A player's matches are read newest first, a page at a time: the score carries the order, and one index serves both.
ALTER TABLE matchmaker.match_score ADD COLUMN ended_at timestamptz;

UPDATE matchmaker.match_score s SET ended_at = r.ended_at FROM matchmaker.match_result r WHERE r.match_id = s.match_id;

ALTER TABLE matchmaker.match_score ALTER COLUMN ended_at SET NOT NULL;

DROP INDEX matchmaker.match_score_player_id;

-- Ids compare byte by byte, whatever the language of the database.
CREATE INDEX match_score_history ON matchmaker.match_score (player_id, ended_at DESC, match_id COLLATE "C" DESC);
