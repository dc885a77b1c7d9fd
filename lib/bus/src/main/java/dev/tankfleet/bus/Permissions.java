package dev.tankfleet.bus;

import dev.tankfleet.bus.Lawbook.Law;
import dev.tankfleet.proto.subject.Id;

import java.util.List;
import java.util.function.Predicate;

/**
 * What one connection may say and hear: the lines of a {@link Lawbook} for its role, with its own
 * id in place of {@code {self}}. Immutable; every thread may read it. Adapters ask here before
 * anything leaves.
 */
public final class Permissions {
    private static final String SELF = "{self}";

    private final String speaker;
    private final List<String> say;
    private final List<String> hear;
    private final List<String> sayDurably;
    private final List<Law.MayTakeDurably> takeDurably;

    private Permissions(
            String speaker,
            List<String> say,
            List<String> hear,
            List<String> sayDurably,
            List<Law.MayTakeDurably> takeDurably) {
        this.speaker = speaker;
        this.say = List.copyOf(say);
        this.hear = List.copyOf(hear);
        this.sayDurably = List.copyOf(sayDurably);
        this.takeDurably = List.copyOf(takeDurably);
    }

    static Permissions of(Lawbook lawbook, Role role, String selfId) {
        Id.check("selfId", selfId);
        return new Permissions(
                role + " " + selfId,
                bound(lawbook, selfId, law -> law instanceof Law.MaySay(var who, _) && who == role),
                bound(
                        lawbook,
                        selfId,
                        law -> law instanceof Law.MayHear(var who, _) && who == role),
                bound(
                        lawbook,
                        selfId,
                        law -> law instanceof Law.MaySayDurably(var who, _) && who == role),
                lawbook.takers().stream().filter(law -> law.role() == role).toList());
    }

    /**
     * Refuses a subject that the role may not publish or request on.
     *
     * @throws UnlawfulSubject if no line names it
     */
    public void checkSay(String subject) {
        check(say, Subject.check(subject), "may not say");
    }

    /**
     * Refuses a pattern that is not wholly inside one that the role may hear.
     *
     * @throws UnlawfulSubject if no line names it
     */
    public void checkHear(String pattern) {
        check(hear, Subject.checkPattern(pattern), "may not hear");
    }

    /**
     * Refuses a subject that the role may not publish durably on.
     *
     * @throws UnlawfulSubject if no line names it
     */
    public void checkSayDurably(String subject) {
        check(sayDurably, Subject.check(subject), "may not say durably");
    }

    /**
     * Refuses a pattern that is not wholly inside one that the role may take durable messages of
     * under that name. No stream would keep a place for another name, nor ever say so.
     *
     * @throws UnlawfulSubject if no line names it
     */
    public void checkTakeDurably(String pattern, String consumer) {
        Subject.checkPattern(pattern);
        for (var law : takeDurably) {
            if (law.consumer().equals(consumer) && Subject.covers(law.pattern(), pattern)) {
                return;
            }
        }
        throw unlawful("may not take durably, as " + consumer + ",", pattern);
    }

    private void check(List<String> allowed, String pattern, String what) {
        for (var wider : allowed) {
            if (Subject.covers(wider, pattern)) {
                return;
            }
        }
        throw unlawful(what, pattern);
    }

    private UnlawfulSubject unlawful(String what, String pattern) {
        return new UnlawfulSubject(speaker + " " + what + " " + pattern);
    }

    private static List<String> bound(Lawbook lawbook, String selfId, Predicate<Law> mine) {
        return lawbook.laws().stream()
                .filter(mine)
                .map(law -> law.pattern().replace(SELF, selfId))
                .toList();
    }
}
