package dev.tankfleet.game.map;

import dev.tankfleet.game.angle.Angle;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads a map from a drawing, one character for a square metre, north up.
 *
 * <p>{@code #} is wall, {@code .} is ground, {@code > ^ < v} are spawns that look that way.
 */
final class Drawing {

    private static final int CELL_MM = 1_000;

    private final String[] rows;

    private Drawing(String[] rows) {
        this.rows = rows;
    }

    static GameMap read(String id, String drawing) {
        var read = new Drawing(rowsOf(drawing.strip()));
        int width = read.rows[0].length();
        int height = read.rows.length;
        return new GameMap(id, width * CELL_MM, height * CELL_MM, read.walls(), read.spawns());
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
                int quarters = ">^<v".indexOf(rows[row].charAt(column));
                if (quarters >= 0) {
                    int x = column * CELL_MM + CELL_MM / 2;
                    int y = (rows.length - row) * CELL_MM - CELL_MM / 2;
                    spawns.add(new Spawn(x, y, quarters * Angle.QUARTER));
                }
            }
        }
        return spawns;
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
