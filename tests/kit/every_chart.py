"""One chart of every kind, with everything that a kind can hold: hidden counts, open bounds, long and hostile words."""

from journeybook.draw.charts.axes import ReferenceValue
from journeybook.draw.charts.distribution import CountBin, DistributionChart
from journeybook.draw.charts.funnel import FunnelChart, FunnelStep
from journeybook.draw.charts.interval_plot import IntervalChart, IntervalRow
from journeybook.draw.charts.kinds import Chart
from journeybook.draw.charts.shapes import ChartTone
from journeybook.draw.charts.stacked_bands import StackedBand, StackedBandsChart, StackedRow
from journeybook.draw.charts.survival_curve import SurvivalChart, SurvivalCurve, SurvivalPoint
from journeybook.draw.charts.trend import TrendChart, TrendSeries

HIDDEN = "fewer than five, not shown"
HOSTILE = 'A <b>"bold" & very long</b> name of a {{ step }} that runs on until it needs three lines of its own on any phone'

FUNNEL = FunnelChart(
    "Funnel",
    "How many accounts reach each step.",
    "accounts",
    (FunnelStep("Handoff accepted", 120), FunnelStep(HOSTILE, 96), FunnelStep("First value", 41), FunnelStep("Goal", None)),
    HIDDEN,
)
DISTRIBUTION = DistributionChart(
    "Days to first value",
    "How many accounts took how long.",
    "accounts",
    "days",
    (CountBin(0, 10, 6), CountBin(10, 20, 23), CountBin(20, 30, 17), CountBin(30, 40, 0), CountBin(40, 50, None), CountBin(50, 60, 7)),
    (ReferenceValue(21, "target"), ReferenceValue(52, "median of all those that took longer")),
    HIDDEN,
)
SURVIVAL = SurvivalChart(
    "Time in a stage",
    "Which share of the accounts is still there.",
    "still there",
    "days",
    (
        SurvivalCurve(
            "Pooled",
            (
                SurvivalPoint(6, 0.8571, 0.6197, 0.9516, 1),
                SurvivalPoint(10, 0.7529, 0.5032, 0.8894, 1),
                SurvivalPoint(16, 0.6275, 0.3675, 0.8049, 0),
                SurvivalPoint(23, 0.4482, 0.1881, 0.6801, 0),
                SurvivalPoint(35, 0.4482, 0.1881, 0.6801, 3),
            ),
            23,
        ),
        SurvivalCurve("A named CSM", (SurvivalPoint(5, 1, None, 1, 2), SurvivalPoint(12, 0.9, 0.6, 0.98, 0)), None),
    ),
)
BANDS = StackedBandsChart(
    "Health by segment",
    "Which part of each segment is in which band.",
    "accounts",
    (
        StackedBand("Good", ChartTone.GOOD),
        StackedBand("Average", ChartTone.AVERAGE),
        StackedBand("Poor", ChartTone.POOR),
        StackedBand("In no band", ChartTone.NEUTRAL),
        StackedBand("Warming up", ChartTone.INFO),
    ),
    (
        StackedRow("Small, digital", (40, 30, 20, 8, 6)),
        StackedRow(HOSTILE, (9, 0, 150, 1, 0)),
        StackedRow("Enterprise", (12, None, None, 0, 0)),
        StackedRow("Nobody", (0, 0, 0, 0, 0)),
    ),
    HIDDEN,
)
TREND = TrendChart(
    "Score by month",
    "The mean score of each segment.",
    "score",
    tuple(f"2026-{month:02}" for month in range(1, 13)),
    (
        TrendSeries("Small", (61, 62.5, 60, 64, None, None, 70, 71, 69, 74, 75, 78)),
        TrendSeries("Mid-market", (55, 54, 52, 50, 49, 47, 48, 52, 53, 55, 58, 60)),
        TrendSeries("Enterprise, with a name that is long enough for a row of its own", (80, 81, None, 83, 82, 84, 85, 83, 86, 88, 87, 90)),
        TrendSeries("Regulated", (None, None, None, 33, 35, 40, 44, 43, 47, 46, 50, 52)),
    ),
    ReferenceValue(75, "good from"),
)
INTERVALS = IntervalChart(
    "Signals before churn",
    "How many times as often before a churn as before a renewal.",
    "times as often",
    (
        IntervalRow("Sponsor leaves", 3, 1.35, 6.68, "3×, differs", is_clear=True),
        IntervalRow(HOSTILE, 0.75, 0.2, 2.6, "0.8×, not shown", is_clear=False),
        IntervalRow("Only before churns", None, None, None, "5 of 20 against 0 of 20", is_clear=False),
        IntervalRow("Without an end", 1.5, 1.1, None, "1.5×, too few to say", is_clear=False),
    ),
    ReferenceValue(1, "as often"),
    is_ratio=True,
)
DIFFERENCES = IntervalChart(
    "Difference in points",
    "Before and after a change.",
    "points",
    (
        IntervalRow("Kick-off by video", -4.5, -9, 0.5, "−4.5", is_clear=False),
        IntervalRow("New checklist", 6, None, 9, "+6", is_clear=True),
    ),
    ReferenceValue(0, "no difference"),
)
CHARTS: tuple[Chart, ...] = (FUNNEL, DISTRIBUTION, SURVIVAL, BANDS, TREND, INTERVALS, DIFFERENCES)
