package dev.tankfleet.gameserver.host;

import dev.tankfleet.gameserver.tick.Match;
import dev.tankfleet.gameserver.tick.MatchCommand;
import dev.tankfleet.gameserver.tick.MatchPlan;
import dev.tankfleet.link.ServerLink;
import dev.tankfleet.proto.session.Join;
import dev.tankfleet.proto.session.Leave;

/**
 * Hands what gateways say to the thread of their match. Runs on the link's delivery thread and
 * never blocks; a join that names another owner, process or epoch is not for us and stays
 * unanswered.
 */
final class MatchEar implements ServerLink.MatchHandler {
    private final Match match;
    private final Worker worker;

    MatchEar(Match match, Worker worker) {
        this.match = match;
        this.worker = worker;
    }

    @Override
    public void onJoin(Join join, ServerLink.Answer answer) {
        if (isForUs(join, match.plan())) {
            worker.tell(match, new MatchCommand.Enter(join, answer));
        }
    }

    @Override
    public void onLeave(Leave leave) {
        worker.tell(match, new MatchCommand.Depart(leave));
    }

    @Override
    public void onInputs(byte[] body) {
        match.offerInputs(body);
    }

    private static boolean isForUs(Join join, MatchPlan plan) {
        return join.matchId().equals(plan.matchId())
                && join.serverId().equals(plan.serverId())
                && join.instance().equals(plan.instance())
                && join.epoch() == plan.epoch();
    }
}
