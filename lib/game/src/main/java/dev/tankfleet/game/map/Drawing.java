package dev.tankfleet.game.map;

import dev.tankfleet.game.angle.Angle;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads a map from a drawing, one character for a square metre, north up.
 *
 * <p>{@code #} is wall, {@code .} is ground, {@code > ^ < v} are spawns that look that way, {@code
 * e n w s} spawns of guards that look east, north, west and south, {@code $} is vault and {@code =}
 * is exit. Vault and exit are rectangles.
 */
final class Drawing {

    private static final int CELL_MM = 1_000;
    private static final String SPAWNS = ">^<v";
    private static final String GUARDED_SPAWNS = "enws";

    private final String[] rows;

    private Drawing(String[] rows) {
        this.rows = rows;
    }

    static GameMap read(String id, String drawing) {
        var read = new Drawing(rowsOf(drawing.strip()));
        int width = read.rows[0].length();
        int height = read.rows.length;
        return new GameMap(
                id, width * CELL_MM, height * CELL_MM, read.walls(), read.spawns(), read.zones());
    }

    /** By hand: a split by pattern would triple what a browser has to load of the game. */
    private static String[] rowsOf(String drawing) {
        List<String> rows = new ArrayList<>();
        int start = 0;
        for (int end = drawing.indexOf('\n'); end >= 0; end = drawing.indexOf('\n', start)) {
            rows.add(drawing.substring(start, end));
            start = end + 1;
        }
        rows.add(drawing.substring(start));
        return rows.toArray(new String[0]);
    }

    /** Each run of wall in a row grows downwards while the row below has the very same run. */
    private List<Wall> walls() {
        List<Wall> walls = new ArrayList<>();
        for (int row = 0; row < rows.length; row++) {
            int start = nextRun(row, 0);
            while (start < rows[row].length()) {
                int end = endOfRun(row, start);
                if (!hasRun(row - 1, start, end)) {
                    int last = row;
                    while (hasRun(last + 1, start, end)) {
                        last++;
                    }
                    walls.add(wall(start, end, row, last));
                }
                start = nextRun(row, end);
            }
        }
        return walls;
    }

    private List<Spawn> spawns() {
        List<Spawn> spawns = new ArrayList<>();
        for (int row = 0; row < rows.length; row++) {
            for (int column = 0; column < rows[row].length(); column++) {
                char cell = rows[row].charAt(column);
                boolean isGuarded = GUARDED_SPAWNS.indexOf(cell) >= 0;
                int quarters = (isGuarded ? GUARDED_SPAWNS : SPAWNS).indexOf(cell);
                if (quarters >= 0) {
                    int x = column * CELL_MM + CELL_MM / 2;
                    int y = (rows.length - row) * CELL_MM - CELL_MM / 2;
                    spawns.add(new Spawn(x, y, quarters * Angle.QUARTER, isGuarded));
                }
            }
        }
        return spawns;
    }

    private List<Zone> zones() {
        List<Zone> zones = new ArrayList<>();
        addZone('$', Zone.Kind.VAULT, zones);
        addZone('=', Zone.Kind.EXIT, zones);
        return zones;
    }

    private void addZone(char cell, Zone.Kind kind, List<Zone> zones) {
        int left = Integer.MAX_VALUE;
        int right = -1;
        int top = -1;
        int bottom = -1;
        int cells = 0;
        for (int row = 0; row < rows.length; row++) {
            for (int column = 0; column < rows[row].length(); column++) {
                if (rows[row].charAt(column) == cell) {
                    left = Math.min(left, column);
                    right = Math.max(right, column);
                    top = top < 0 ? row : top;
                    bottom = row;
                    cells++;
                }
            }
        }
        if (cells == 0) {
            return;
        }
        int width = right - left + 1;
        int height = bottom - top + 1;
        if (cells != width * height) {
            throw new IllegalArgumentException(
                    kind.word() + ": " + cells + " cells (expected: one rectangle)");
        }
        int y = (rows.length - 1 - bottom) * CELL_MM;
        zones.add(new Zone(kind, left * CELL_MM, y, width * CELL_MM, height * CELL_MM));
    }

    private Wall wall(int start, int end, int row, int last) {
        int y = (rows.length - 1 - last) * CELL_MM;
        return new Wall(start * CELL_MM, y, (end - start) * CELL_MM, (last - row + 1) * CELL_MM);
    }

    private boolean hasRun(int row, int start, int end) {
        return row >= 0
                && row < rows.length
                && nextRun(row, start) == start
                && (start == 0 || rows[row].charAt(start - 1) != '#')
                && endOfRun(row, start) == end;
    }

    private int nextRun(int row, int from) {
        int at = rows[row].indexOf('#', from);
        return at < 0 ? rows[row].length() : at;
    }

    private int endOfRun(int row, int from) {
        int at = from;
        while (at < rows[row].length() && rows[row].charAt(at) == '#') {
            at++;
        }
        return at;
    }
}
