"""How good is a search? Judgments, measures, runs, and the evaluation that joins them."""

from commerce_search.experiments.evaluation import Evaluation, QueryMeasures, evaluate, measure
from commerce_search.experiments.judgments import JudgedQuery, Judgments
from commerce_search.experiments.measures import judged_share, ndcg, recall
from commerce_search.experiments.retrieval import retrieve
from commerce_search.experiments.runs import Run, RunEntry, read_run, write_run

__all__ = [
    "Evaluation",
    "JudgedQuery",
    "Judgments",
    "QueryMeasures",
    "Run",
    "RunEntry",
    "evaluate",
    "judged_share",
    "measure",
    "ndcg",
    "read_run",
    "recall",
    "retrieve",
    "write_run",
]
