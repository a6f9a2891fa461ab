"""Extraction on a cluster with Apache Spark, then one build of what it found.

    spark-submit examples/on_spark.py articles.jsonl read      # or: python3, with PySpark from PyPI
    cat read/part-* > read.jsonl
    demarche build --from read.jsonl

articles.jsonl holds an object a line: {"path": "a.txt", "text": "…", "published": "2025-03-20"}. `demarche extract` is a
filter from lines to lines in constant memory, so RDD.pipe is all that is needed; the program must be on the PATH of the
workers. The site is the same, byte for byte, as that of `demarche build` over the articles themselves.
"""

import os
import sys

from pyspark.sql import SparkSession

articles, read = sys.argv[1:]
spark = SparkSession.builder.appName("demarche").getOrCreate()
lines = spark.sparkContext.textFile(articles)
# without an environment Spark gives the program none at all, and it is not found
lines.pipe("demarche extract --reading --jobs 1", env=dict(os.environ), checkCode=True).saveAsTextFile(read)
spark.stop()
