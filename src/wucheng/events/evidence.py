"""Evidence: what a clause has to show for it that it tells of one time and not in general.

A verb of happening is not enough: 社区开展宣传 may be what is always done. Being done (了, 已),
when, to how many, how (当场, 成功) or by whom makes it a happening.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from wucheng.events import deeds, mood
from wucheng.events.clauses import Clause
from wucheng.events.dating import Dating
from wucheng.language.quantity import Quantity
from wucheng.when import Time


@dataclass(frozen=True, slots=True)
class Evidence:
    """What stands in and around a clause.

    `time` rules it; `times` and `amounts` stand in it. `opinion` if it follows 他说 or the like.
    `acts` finds out whether somebody or a body acts in it.
    """

    text: str
    clause: Clause
    time: Dating
    times: Sequence[Time]
    amounts: Sequence[Quantity]
    opinion: bool
    acts: Callable[[], bool]

    @property
    def timed(self) -> bool:
        """Whether words of any kind say when or how long: 8月5日, 近日, 每天, 三个小时."""
        time = self.time
        lasting = any(each.kind == "duration" for each in self.times)
        return (time.words != "" and not time.weak) or time.habitual or lasting

    @property
    def retold(self) -> bool:
        """Whether it only says after what something is done, which was told before."""
        return deeds.is_retold(self.text, self.clause, self.time.basis == "clause")

    @property
    def leading(self) -> bool:
        """Whether it only says when or how what the next clause tells is done."""
        text, clause, time = self.text, self.clause, self.time
        if not deeds.leads_up(text, clause):
            return False
        dated = time.exact or (time.basis == "clause" and time.start != "")
        return time.habitual or not deeds.is_new(text, clause, dated)

    def told(self) -> bool:
        """Whether anything shows that the clause tells of one time."""
        text, clause, time = self.text, self.clause, self.time
        if self.leading:
            return False
        placed = not time.weak and not time.habitual and (time.exact or time.start != "")
        if clause.done or placed or self.amounts:
            return True
        if self.opinion:  # 他说，…: an opinion, unless it says when or that it is done
            return False
        if deeds.is_once(text, clause):
            return True
        return not mood.is_general(text, clause) and (time.weak or self.acts())

    def is_deed(self, idle: Collection[str], acts: bool) -> bool:
        """Whether the clause tells a happening that no cue tells.

        Args:
            idle: verbs that tell none.
            acts: whether somebody acts in it.
        """
        if self.retold or self.leading or deeds.is_equation(self.text, self.clause):
            return False
        if self._is_measured(idle, acts):
            return True
        return self._is_achieved(idle, acts) and not (
            mood.is_general(self.text, self.clause) or deeds.leads_up(self.text, self.clause)
        )

    @property
    def _dated(self) -> bool:
        """Whether the calendar places it, and not only because the paragraph goes on."""
        return self.time.start != "" and not self.time.weak and not self.time.vague

    def _anchored(self, acts: bool) -> bool:
        """Whether it says who, when exactly, or that it is done."""
        return acts or self.time.exact or self.clause.done

    def _is_measured(self, idle: Collection[str], acts: bool) -> bool:
        """A deed by its days, its hour or its amount, however generally it is put."""
        text, clause, time, dated = self.text, self.clause, self.time, self._dated
        own = time.basis in ("clause", "")
        if own and acts and deeds.is_routine(text, clause, self.times, idle):
            return True
        exact = time.exact and not time.habitual and not time.weak
        if exact and deeds.is_dated(text, clause, self.times, idle):
            return True
        placed = dated or self._anchored(acts)
        return placed and deeds.is_counted(clause, self.amounts, idle, dated=dated)

    def _is_achieved(self, idle: Collection[str], acts: bool) -> bool:
        """A deed by its verb: done, undergone, with a result, or told of a day."""
        text, clause, time, dated = self.text, self.clause, self.time, self._dated
        if acts and deeds.is_done(text, clause, idle):
            return True
        placed = dated or (time.weak and not self.opinion)
        if (placed or self._anchored(acts)) and deeds.is_undergone(text, clause, idle):
            return True
        once = placed or clause.done or deeds.is_once(text, clause)
        if once and deeds.is_result(text, clause, idle):
            return True
        told = (time.weak and acts) or (dated and time.basis == "clause")
        return told and not self.opinion and deeds.is_dated(text, clause, self.times, idle)
