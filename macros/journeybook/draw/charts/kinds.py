"""Kinds of charts."""

from typing import TypeAlias

from journeybook.draw.charts.distribution import DistributionChart
from journeybook.draw.charts.funnel import FunnelChart
from journeybook.draw.charts.interval_plot import IntervalChart
from journeybook.draw.charts.stacked_bands import StackedBandsChart
from journeybook.draw.charts.survival_curve import SurvivalChart
from journeybook.draw.charts.trend import TrendChart

Chart: TypeAlias = FunnelChart | DistributionChart | SurvivalChart | StackedBandsChart | TrendChart | IntervalChart
