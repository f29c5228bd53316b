"""How good is a search? Judgments, measures, runs, the evaluation that joins them, and weights fitted on it."""

from commerce_search.experiments.comparison import Difference, compare
from commerce_search.experiments.evaluation import Evaluation, QueryMeasures, evaluate, measure
from commerce_search.experiments.fitting import Fit, fit
from commerce_search.experiments.judgments import JudgedQuery, Judgments
from commerce_search.experiments.measures import judged_share, ndcg, recall
from commerce_search.experiments.retrieval import retrieve
from commerce_search.experiments.runs import Run, RunEntry, read_run, write_run

__all__ = [
    "Difference",
    "Evaluation",
    "Fit",
    "JudgedQuery",
    "Judgments",
    "QueryMeasures",
    "Run",
    "RunEntry",
    "compare",
    "evaluate",
    "fit",
    "judged_share",
    "measure",
    "ndcg",
    "read_run",
    "recall",
    "retrieve",
    "write_run",
]
