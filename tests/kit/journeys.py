"""Random journeys with everything that authors write: the same for a seed on every machine."""

from collections import Counter
from dataclasses import dataclass, field, replace
from random import Random

from journeybook.draw.diagram import Diagram, DiagramFloat, DiagramLane, DiagramLink, DiagramLinkKind, DiagramStage, DiagramStep, StepKind

_WORDS = {
    "plain": "agrees answers asks books calls checks data goal imports invoice kick-off meets offer opens order plan proposal report "
    "reviews sends shares signs sponsor team ticket trains trial usage value workshop writes 14 days CRM 2.0",
    "long": "Auftragsdatenverarbeitungsvertrag Kundenzufriedenheitsbefragung Inbetriebnahmeprotokoll unterschreibt "
    "Donaudampfschifffahrtsgesellschaft und Rechtsschutzversicherungsgesellschaften prüft Straße counterrevolutionaries "
    "https://example.org/a/very/long/address-without-any-blank WWWWWWWWWWWWWWWWWWWWWWWW",
    "chinese": "客户签署合同 首次 报告 发送 确认需求并安排启动会议 数据导入 培训 支持团队 续约 价值回顾 健康检查",
    "right to left": "يرسل العميل العقد مراجعة البيانات الفريق לקוח חותם על החוזה דוח ראשון",
    "emoji": "🎉 👩‍🚀 launches ✅ done 🚀 team 📞 calls ❤️ first 🇩🇪 report",
}
_OUTCOMES = {
    "plain": ("Yes", "No", "Not yet", "Later", "Only with approval of the board"),
    "long": ("Rechtsschutzversicherung liegt vor", "Nein", "Genehmigungsverfahren läuft noch", "Vielleicht", "Ja"),
    "chinese": ("是", "否", "稍后再说", "需要批准", "已拒绝"),
    "right to left": ("نعم", "لا", "لاحقا", "כן", "לא"),
    "emoji": ("👍", "👎", "🤷 perhaps", "later ⏰", "❓"),
}
_KINDS = {
    StepKind.CUSTOMER: 6,
    StepKind.COMPANY: 8,
    StepKind.DECISION: 4,
    StepKind.MILESTONE: 2,
    StepKind.MOMENT: 2,
    StepKind.ATTENTION: 2,
    StepKind.END: 1,
}
_LANGUAGES = {0: "plain", 3: "long", 5: "chinese", 8: "right to left", 10: "emoji"}
_CODES = {"long": "de", "plain": "en"}
"""The languages whose long words are broken at syllables."""
_DENSE_EVERY = 10
_MET_EVERY = 5


def journey(seed: int) -> Diagram:
    """Return the random journey of a seed: 2 to 12 lanes, up to 8 stages, 5 to 60 steps; some with twice the links, some with meetings."""
    chance = Random(seed)  # noqa: S311 - no secret hangs on it, and it must be the same every time
    maker = _Maker(chance, language=_LANGUAGES.get(seed % 12, "plain"))
    maker.draw_up()
    maker.connect()
    if seed % _DENSE_EVERY == 1:
        maker.thicken()
    maker.gather()
    maker.float_over()
    if seed % _MET_EVERY == 2:
        maker.meet()
    return Diagram(
        f"journey-{seed}",
        f"Journey {seed}",
        "",
        tuple(maker.lanes),
        tuple(maker.stages),
        tuple(maker.steps),
        tuple(maker.links),
        _CODES.get(maker.language, ""),
        tuple(maker.floats),
    )


@dataclass
class _Maker:
    """Draws up one journey from one source of chance."""

    chance: Random
    language: str
    lanes: list[DiagramLane] = field(default_factory=list)
    stages: list[DiagramStage] = field(default_factory=list)
    steps: list[DiagramStep] = field(default_factory=list)
    links: list[DiagramLink] = field(default_factory=list)
    floats: list[DiagramFloat] = field(default_factory=list)

    def draw_up(self) -> None:
        """Make lanes, stages and steps; some lanes and stages stay empty, some cells hold several steps."""
        count = self.chance.randint(5, 60)
        self.lanes = [DiagramLane(f"l{number}", self._words(1, 3)) for number in range(self.chance.randint(2, 12))]
        self.stages = [DiagramStage(f"t{number}", self._words(1, 2)) for number in range(self.chance.randint(1, 8))]
        stages = sorted(self.chance.choices(self.stages, k=count), key=self.stages.index)
        kinds = self.chance.choices(list(_KINDS), weights=list(_KINDS.values()), k=count)
        at_home = self.chance.choice([0.2, 0.5, 0.8])  # how often the next step stays in its lane
        lane = self.chance.choice(self.lanes)
        for number, (stage, kind) in enumerate(zip(stages, kinds, strict=True)):
            lane = lane if self.chance.random() < at_home else self.chance.choice(self.lanes)
            self.steps.append(DiagramStep(f"n{number}", lane.id, stage.id, kind, self._words(1, 7)))

    def gather(self) -> None:
        """Make junctions of some steps at which many links meet; draws nothing by chance, so that the rest stays what it is."""
        ends = Counter(end for link in self.links for end in (link.source, link.target))
        for number, step in enumerate(self.steps):
            if step.kind is StepKind.COMPANY and ends[step.id] > 2 and number % 3 == 0:
                self.steps[number] = replace(step, kind=StepKind.JUNCTION, label="any of" if number % 2 else "all done")

    def float_over(self) -> None:
        """Let up to five things float over ranges of stages; drawn last."""
        for number in range(self.chance.choice([0, 0, 1, 2, 5])):
            since, until = sorted(self.chance.choices(range(len(self.stages)), k=2))
            self.floats.append(DiagramFloat(f"f{number}", self.stages[since].id, self.stages[until].id, self._words(1, 6)))

    def connect(self) -> None:
        """Link the steps: one to three tracks side by side, branches, ends, loops, floating steps, a programme entered from anywhere."""
        floating = {step.id for step in self.steps if self.chance.random() < 0.04}
        tracks: list[list[DiagramStep]] = [[] for _ in range(self.chance.choice([1, 1, 2, 3]))]
        for step in self.steps:
            if step.id not in floating:
                self.chance.choice(tracks).append(step)
        for track in tracks:
            for number, step in enumerate(track):
                self._lead_on(step, before=track[:number], after=track[number + 1 :])
        if len(tracks) > 1 and all(tracks):
            self._link(tracks[0][0], tracks[1][0])
            self._link(tracks[1][-1], tracks[0][-1])
        if self.chance.random() < 0.25:
            self._add_side_programme()

    def thicken(self) -> None:
        """Double the links, between steps that stand near each other mostly."""
        for _ in range(len(self.links)):
            start = self.chance.randrange(len(self.steps))
            end = min(len(self.steps) - 1, max(0, start + self.chance.choice([-3, -1, 1, 2, 4, 9, 25])))
            self._link(self.steps[start], self.steps[end], DiagramLinkKind.LOOP if end <= start else None)

    def meet(self) -> None:
        """Let some steps stand in two or three lanes at once, and end the stages with something that is handed over."""
        for step in self.chance.sample([step for step in self.steps if step.kind is not StepKind.JUNCTION], len(self.steps) // 8 + 1):
            others = [lane for lane in self.lanes if lane.id != step.lane]
            self._stand_in(step, [lane.id for lane in self.chance.sample(others, min(len(others), self.chance.randint(1, 2)))])
        for stage in self.stages:
            giver, taker = (
                DiagramStep(f"{stage.id}.{side}", self.chance.choice(self.lanes).id, stage.id, StepKind.HANDOFF, self._words(2, 6))
                for side in ("giver", "taker")
            )
            self.steps += [giver, taker]
            self.links.append(DiagramLink(giver.id, taker.id, kind=DiagramLinkKind.HANDOFF))

    def _stand_in(self, step: DiagramStep, lanes: list[str]) -> None:
        before = step.id
        for lane in lanes:
            self.steps.append(replace(step, id=f"{step.id}@{lane}", lane=lane, copy_of=step.id))
            self.links.append(DiagramLink(before, self.steps[-1].id, kind=DiagramLinkKind.TOGETHER))
            before = self.steps[-1].id

    def _lead_on(self, step: DiagramStep, *, before: list[DiagramStep], after: list[DiagramStep]) -> None:
        if step.kind is StepKind.END:
            return
        if step.kind is StepKind.DECISION:
            self._branch(step, before=before, after=after)
            return
        if after and self.chance.random() < 0.92:
            self._link(step, after[0], words=self.chance.random() < 0.2)
            if self.chance.random() < 0.04:
                self._link(step, after[0], words=True)
        if before and self.chance.random() < 0.06:
            back = self.chance.choice(before[-8:])
            self._link(step, back, self.chance.choice([DiagramLinkKind.LOOP, DiagramLinkKind.LOOP, DiagramLinkKind.FLOW]), words=True)
        if self.chance.random() < 0.02:
            self._link(step, step, DiagramLinkKind.LOOP, words=True)

    def _branch(self, step: DiagramStep, *, before: list[DiagramStep], after: list[DiagramStep]) -> None:
        outcomes = self.chance.sample(_OUTCOMES[self.language], self.chance.choice([2, 2, 2, 3, 4]))
        for number, outcome in enumerate(outcomes):
            if number and before and self.chance.random() < 0.4:
                self.links.append(DiagramLink(step.id, self.chance.choice(before[-8:]).id, outcome, DiagramLinkKind.LOOP))
            elif after:
                target = after[0] if number == 0 else self.chance.choice(after[:6])
                self.links.append(DiagramLink(step.id, target.id, outcome, self._kind(step, target)))

    def _add_side_programme(self) -> None:
        """Add a last stage that steps of every stage lead to."""
        stage = DiagramStage("side", self._words(1, 2))
        entry = DiagramStep("side0", self.chance.choice(self.lanes).id, stage.id, StepKind.ATTENTION, self._words(2, 4))
        answer = DiagramStep("side1", self.chance.choice(self.lanes).id, stage.id, StepKind.COMPANY, self._words(2, 4))
        for step in self.chance.sample(self.steps, min(len(self.steps), self.chance.randint(3, 9))):
            self._link(step, entry)
        self._link(entry, answer, words=True)
        self.stages.append(stage)
        self.steps += [entry, answer]

    def _link(self, source: DiagramStep, target: DiagramStep, kind: DiagramLinkKind | None = None, *, words: bool = False) -> None:
        label = self._words(1, 3) if words else ""
        self.links.append(DiagramLink(source.id, target.id, label, kind or self._kind(source, target)))

    def _kind(self, source: DiagramStep, target: DiagramStep) -> DiagramLinkKind:
        return DiagramLinkKind.HANDOFF if source.lane != target.lane and self.chance.random() < 0.6 else DiagramLinkKind.FLOW

    def _words(self, least: int, most: int) -> str:
        return " ".join(self.chance.choices(_WORDS[self.language].split(), k=self.chance.randint(least, most)))
