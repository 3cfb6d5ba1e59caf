"""Trains one of the peers in Python on a table, with its defaults, and predicts another table.

    python peers.py SYSTEM TRAINING.csv TEST.csv LABEL class|number SEED THREADS PREDICTIONS.csv

Prints one line of JSON: the version, and the seconds from the training table's file to the trained
model. A column is words where a cell of the training table is no number; a word that only the test
table has counts as missing.
"""

import json
import sys
import time
import warnings

import numpy as np
import pandas as pd


def perceptron(is_class, words, numbers, seed):
    """Median and standardisation of numbers, an input for each word, and scikit-learn's network."""
    from sklearn.compose import make_column_transformer
    from sklearn.impute import SimpleImputer
    from sklearn.neural_network import MLPClassifier, MLPRegressor
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import OneHotEncoder, StandardScaler

    columns = make_column_transformer(
        (make_pipeline(SimpleImputer(strategy="median"), StandardScaler()), numbers),
        (
            make_pipeline(
                SimpleImputer(strategy="most_frequent"),
                OneHotEncoder(handle_unknown="ignore", sparse_output=False),
            ),
            words,
        ),
    )
    network = MLPClassifier if is_class else MLPRegressor
    return make_pipeline(columns, network(random_state=seed))


def learner(system, is_class, words, numbers, seed, threads):
    """An untrained model, and the name and version of its library."""
    if system == "sklearn-perceptron":
        return perceptron(is_class, words, numbers, seed), version("scikit-learn")
    if system == "hist-gradient-boosting":
        from sklearn import ensemble

        trees = (
            ensemble.HistGradientBoostingClassifier
            if is_class
            else ensemble.HistGradientBoostingRegressor
        )
        model = trees(categorical_features="from_dtype", random_state=seed)
        return model, version("scikit-learn")
    if system == "xgboost":
        import xgboost

        trees = xgboost.XGBClassifier if is_class else xgboost.XGBRegressor
        model = trees(enable_categorical=True, n_jobs=threads, random_state=seed)
        return model, "XGBoost " + xgboost.__version__
    if system == "lightgbm":
        import lightgbm

        trees = lightgbm.LGBMClassifier if is_class else lightgbm.LGBMRegressor
        model = trees(n_jobs=threads, random_state=seed, verbose=-1)
        return model, version("lightgbm", "LightGBM")
    sys.exit(f"peers.py: there is no {system}")


def version(package, title=None):
    from importlib.metadata import version

    return f"{title or package} {version(package)}"


def read(path, label, is_class):
    """The columns, named by their place because names may hold anything, and the label."""
    table = pd.read_csv(path, dtype={label: str} if is_class else None)
    y = table.pop(label).to_numpy()
    table.columns = [f"c{place}" for place in range(table.shape[1])]
    return table, y


def as_words(table, vocabularies):
    return table.assign(
        **{name: pd.Categorical(table[name], categories) for name, categories in vocabularies.items()}
    )


def main(system, training, test, label, task, seed, threads, predictions):
    is_class = task == "class"
    # What is only imported takes no part in the seconds.
    learner(system, is_class, [], [], 0, 1)
    start = time.perf_counter()
    x, y = read(training, label, is_class)
    numbers = [name for name in x if pd.api.types.is_numeric_dtype(x[name])]
    words = [name for name in x if name not in numbers]
    vocabularies = {name: sorted(x[name].dropna().unique()) for name in words}
    model, name = learner(system, is_class, words, numbers, int(seed), int(threads))
    if is_class:
        classes, target = np.unique(y, return_inverse=True)
    else:
        mean, deviation = y.mean(), y.std()
        target = (y - mean) / deviation
    model.fit(as_words(x, vocabularies), target)
    seconds = time.perf_counter() - start

    x, _ = read(test, label, is_class)
    x[numbers] = x[numbers].apply(pd.to_numeric, errors="coerce")
    x = as_words(x, vocabularies)
    if is_class:
        answers = pd.DataFrame(model.predict_proba(x), columns=[f"probability_{c}" for c in classes])
        answers.insert(0, "prediction", classes[model.predict(x)])
    else:
        answers = pd.DataFrame({"prediction": model.predict(x) * deviation + mean})
    answers.to_csv(predictions, index=False)
    print(json.dumps({"version": name, "seconds": seconds}))


if __name__ == "__main__":
    warnings.filterwarnings("ignore")
    main(*sys.argv[1:])
