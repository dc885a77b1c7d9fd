const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}$/;

/** What a tank or player is called on the page: an id is shortened to what a person can tell apart. */
export function shownName(name) {
  return ID.test(name) ? `Player ${name.slice(0, 4)}` : name;
}
