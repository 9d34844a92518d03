"""What carries no number, and why: a row for each such act."""

from __future__ import annotations

from twoway.trust.rows import Uncounted

UNCOUNTED = (
    Uncounted(name="promise.asked", why="Asking is free; nothing is owed before somebody says yes."),
    Uncounted(name="promise.offered", why="An offer is free; nothing is owed before somebody says yes."),
    Uncounted(name="promise.noted", why="Nobody promises for another, so a note binds nobody."),
    Uncounted(name="promise.made", why="Nothing open counts before its day; words are not yet deeds."),
    Uncounted(name="promise.accepted", why="A yes counts once its day has come, by how it turned out."),
    Uncounted(
        name="promise.countered", why="Saying what one can do instead must cost nothing, or nobody would."
    ),
    Uncounted(
        name="promise.declined", why="A clear no must cost nothing, or people say yes and then break it."
    ),
    Uncounted(name="promise.withdrawn", why="Taken back before anybody had said yes to it."),
    Uncounted(name="promise.confirmed", why="The keeping counts, once; that it was seen adds nothing to it."),
    Uncounted(name="promise.contested", why="Saying how it was is free, and then the promise is open again."),
    Uncounted(
        name="promise.move_asked", why="Asking for another day is free; the move counts once it is agreed."
    ),
    Uncounted(
        name="promise.move_refused", why="A no to another day must cost nothing; the day stays as it was."
    ),
    Uncounted(
        name="promise.terms_asked",
        why="Asking for another price or scope is free; a higher price counts once it is agreed.",
    ),
    Uncounted(
        name="promise.terms_refused",
        why="A no to other terms must cost nothing; price and scope stay as they were.",
    ),
    Uncounted(
        name="promise.released", why="Let go by the one it was made to: there is nothing left to keep."
    ),
    Uncounted(
        name="promise.reopened", why="Taking back what was said of a promise is free; what follows counts."
    ),
    Uncounted(name="promise.taken_on", why="It lets an imported act count; it is none of its own."),
    Uncounted(name="promise.disputed", why="Whose act it was is in doubt, so it counts for nobody."),
    Uncounted(
        name="promise.hung_on", why="That one promise hangs on another is said to plan by, not to judge by."
    ),
    Uncounted(
        name="promise.unhung", why="That one promise hangs on another is said to plan by, not to judge by."
    ),
    Uncounted(name="thanks.given", why="Words carry no number; what the thanks are for may carry its own."),
    Uncounted(name="thanks.learned", why="Words carry no number."),
    Uncounted(name="thanks.pass_on_asked", why="Words carry no number, however many hear them."),
    Uncounted(name="thanks.passed_on", why="Words carry no number, however many hear them."),
    Uncounted(name="thanks.pass_on_refused", why="A no must cost nothing."),
    Uncounted(name="side.added", why="Telling one's side is free, or the record would have one side only."),
    Uncounted(name="call.asked_for", why="Asking somebody to decide is free."),
    Uncounted(
        name="call.noted",
        why="Nobody speaks for another: a note binds nobody and moves nothing until its owner says yes.",
    ),
    Uncounted(
        name="call.note_declined",
        why="Saying that it was no call of one's own must cost nothing, or notes would bind.",
    ),
    Uncounted(name="call.withdrawn", why="Taken back before anybody had answered."),
    Uncounted(
        name="call.declined", why="A clear no must cost nothing, or people decide what they cannot stand for."
    ),
    Uncounted(name="call.made", why="Nothing counts before its day; a call counts by how it turns out."),
    Uncounted(name="call.joined", why="Owning a call with others counts by how it turns out."),
    Uncounted(name="call.join_declined", why="A no must cost nothing."),
    Uncounted(
        name="call.reviewed.too_early",
        why="Too early to say is an honest answer; the new day stands in the old one's place.",
    ),
    Uncounted(
        name="call.superseded",
        why="Deciding anew is free, and ends the waiting; what the old call cost still counts.",
    ),
    Uncounted(name="call.has_problem", why="The problem counts, once, by its own act."),
    Uncounted(
        name="unnamed.raised",
        why="A lane that moved would point at whoever wrote it, so nothing unnamed is evidence for anybody.",
    ),
    Uncounted(
        name="unnamed.added", why="Nothing unnamed is evidence: a lane that moved would name somebody."
    ),
    Uncounted(
        name="unnamed.answered",
        why="On everybody’s lane it would be nobody’s, and on its writer’s alone it would name them.",
    ),
    Uncounted(
        name="unnamed.closed", why="Nothing unnamed is evidence: a lane that moved would name somebody."
    ),
    Uncounted(name="call.reached", why="That work went on to somebody says nothing about anybody."),
    Uncounted(name="call.widening", why="Saying who else will hear of it is free."),
    Uncounted(name="call.opened", why="Who hears of it moves nothing."),
    Uncounted(
        name="entrustment.declined", why="A no must cost nothing, or people take on what they cannot carry."
    ),
    Uncounted(name="entrustment.withdrawn", why="Taken back before anybody had answered."),
    Uncounted(name="entrustment.widened", why="Words until it has shown how it goes; what follows counts."),
    Uncounted(
        name="entrustment.narrowed",
        why="Leaving less freedom must cost nothing, or nobody would give much to begin with.",
    ),
    Uncounted(
        name="entrustment.returned", why="Giving back must cost nothing, or people hold on to what fails."
    ),
    Uncounted(name="entrustment.ended", why="That it ends says nothing about how it went."),
    Uncounted(
        name="path.opened", why="How two begin is no deed; what they do on the way counts as what it is."
    ),
    Uncounted(name="path.looked_back", why="Words carry no number."),
    Uncounted(name="path.ended", why="Ending it must cost nothing, and nobody is told whose wish it was."),
    Uncounted(name="voice.raised", why="Saying what one thinks must be free, or nobody would."),
    Uncounted(name="voice.acknowledged", why="That it was read is no answer yet."),
    Uncounted(name="voice.moved", why="Another day, named in time and with its reason, costs nothing, once."),
    Uncounted(name="voice.pass_offered", why="Passing on is free; what counts is the answer."),
    Uncounted(name="voice.pass_allowed", why="A yes to being passed on says nothing about anybody."),
    Uncounted(name="voice.pass_refused", why="A no to being passed on says nothing about anybody."),
    Uncounted(name="voice.pass_taken_back", why="Keeping it after all is free; what counts is the answer."),
    Uncounted(name="voice.taken_on", why="Taking on is free; from then on its day counts."),
    Uncounted(
        name="voice.pass_declined", why="A no must cost nothing, or people take on what they will not answer."
    ),
    Uncounted(name="voice.stood_aside", why="Whoever no longer leads the team owes its answer no longer."),
    Uncounted(name="voice.added", why="Saying more is free, and the day runs anew."),
    Uncounted(name="voice.closed", why="How far its writer felt heard goes into what the answer weighs."),
    Uncounted(name="voice.reopened", why="Asking again is free; the answer to come counts instead."),
    Uncounted(name="voice.withdrawn", why="Taken back before there was an answer."),
    Uncounted(name="growth.set", why="Where somebody wants to go is no measure of anybody."),
    Uncounted(name="growth.shown", why="Who sees it moves nothing."),
    Uncounted(name="growth.step_added", why="Where somebody wants to go is no measure of anybody."),
    Uncounted(name="growth.step_reached", why="What somebody reached is no measure of anybody."),
    Uncounted(name="growth.support_asked", why="Asking for support is free."),
    Uncounted(name="growth.support_declined", why="A no must cost nothing, or support is not given freely."),
    Uncounted(name="growth.support_promised", why="The promise that goes with it counts, once."),
    Uncounted(name="growth.support_given", why="Words carry no number; a promise behind it may."),
    Uncounted(name="growth.reached", why="What somebody reached is no measure of anybody."),
    Uncounted(name="growth.let_go", why="Letting a goal go must cost nothing, or nobody would name one."),
    Uncounted(name="growth.opportunity_offered", why="An offer is free, and binds nobody."),
    Uncounted(name="growth.opportunity_taken", why="Taking a chance is free; what follows counts."),
    Uncounted(name="growth.opportunity_declined", why="A no must cost nothing."),
    Uncounted(name="growth.opportunity_withdrawn", why="Taken back before anybody had answered."),
    Uncounted(name="handoff.handed", why="Handing work on is free."),
    Uncounted(name="handoff.taken", why="Taking work on is free; what is promised with it is a promise."),
    Uncounted(name="handoff.accepted", why="Taking work on is free; what is promised with it is a promise."),
    Uncounted(
        name="handoff.sent_back",
        why="Sending work back with a reason must cost nothing, or people carry on what cannot work.",
    ),
    Uncounted(name="handoff.withdrawn", why="Taken back before anybody had answered."),
    Uncounted(
        name="problem.faulted",
        why="It moves the problem to whoever carried it, where its writer says so; the problem itself "
        "counts.",
    ),
    Uncounted(name="problem.objected", why="Saying that it was one's own too must cost nothing."),
    Uncounted(name="problem.shown", why="Who hears of it moves nothing."),
    Uncounted(
        name="problem.answered.not_mine",
        why="Saying why it is not one's own is free; both accounts stand side by side.",
    ),
    Uncounted(name="problem.answered.need_more", why="Asking for more is free."),
    Uncounted(name="problem.replied", why="Telling one's side is free."),
    Uncounted(name="problem.resolved", why="That it is over does not undo what it cost; kept promises do."),
    Uncounted(name="problem.reopened", why="Saying that it is not over is free."),
    Uncounted(
        name="ownup.said",
        why="Words carry no number, and an apology is words. That a call, a problem or a promise was taken "
        "on counts.",
    ),
    Uncounted(name="ownup.answered", why="Words carry no number, and nobody must answer."),
    Uncounted(name="ownup.answer_opened", why="Who hears of it moves nothing."),
    Uncounted(name="ownup.widening", why="Saying who else will hear of it is free."),
    Uncounted(name="ownup.noticed", why="Having seen who will hear of it moves nothing."),
    Uncounted(name="ownup.opened", why="Who hears of it moves nothing."),
    Uncounted(name="conversation.planned", why="Asking for a talk is free."),
    Uncounted(name="conversation.accepted", why="A yes to a time is no deed yet."),
    Uncounted(
        name="conversation.declined", why="A clear no must cost nothing, or people talk who would rather not."
    ),
    Uncounted(name="conversation.moved", why="Asking for another time is free."),
    Uncounted(name="conversation.called_off", why="Calling it off is free; what was promised still stands."),
    Uncounted(name="conversation.agenda_added", why="Words carry no number."),
    Uncounted(name="conversation.noted", why="Words carry no number."),
    Uncounted(
        name="conversation.held", why="That two talked says nothing of either; what they both say of it may."
    ),
    Uncounted(name="conversation.outcome", why="It counts as the promise or the entrustment that it became."),
    Uncounted(
        name="conversation.opened.between",
        why="A talk that neither went well nor badly for somebody says nothing either way.",
    ),
    Uncounted(name="track_record.proposed", why="Proposing to show what was done is no deed by itself."),
    Uncounted(name="track_record.agreed", why="A yes to being counted in figures is no deed by itself."),
    Uncounted(name="track_record.declined", why="A no to being counted in figures must cost nothing."),
    Uncounted(name="track_record.asked", why="Asking is free."),
    Uncounted(name="track_record.taken_back", why="Taking back what is shown must cost nothing."),
    Uncounted(name="standing.shared", why="Showing what was done is no deed by itself."),
    Uncounted(name="standing.taken_back", why="Taking back what is shown must cost nothing."),
    Uncounted(name="standing.asked", why="Asking is free."),
    Uncounted(name="standing.declined", why="To show nothing must cost nothing."),
    Uncounted(name="standing.words_asked", why="Asking is free."),
    Uncounted(name="standing.words_allowed", why="Whose words stand where is no deed by itself."),
    Uncounted(name="standing.words_refused", why="A no must cost nothing, or a yes is worth nothing."),
    Uncounted(name="standing.words_taken_back", why="Taking words back must cost nothing."),
    Uncounted(name="need.said", why="Saying what one needs must cost nothing, or nobody says it."),
    Uncounted(name="need.noted", why="Nobody speaks for another: a note binds nobody until their yes."),
    Uncounted(name="need.confirmed", why="A yes to what was noted makes it their own words."),
    Uncounted(
        name="need.disowned", why="Saying that it was not said so must cost nothing, or notes would bind."
    ),
    Uncounted(name="need.played_back", why="Words are not yet deeds; what is delivered counts."),
    Uncounted(name="need.recognised", why="That both mean the same is where the work begins."),
    Uncounted(
        name="need.corrected", why="“Not quite” must cost neither side anything, or it is said too late."
    ),
    Uncounted(name="need.promise_added", why="What was promised counts as the promise that it is."),
    Uncounted(name="need.delivered", why="It counts by what the contact says of it, looking back."),
    Uncounted(
        name="need.rated_together.between",
        why="Neither well nor badly: it says nothing of the one or the other.",
    ),
    Uncounted(name="need.set_aside", why="Laying a need aside is free for either side."),
    Uncounted(name="need.taken_up_again", why="Going on with a need is free for either side."),
)
