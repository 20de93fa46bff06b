// SPDX-License-Identifier: Apache-2.0
// The judge end to end: small projects, the real sandbox, real workers, real clocks.
#include "velox/experiment/judge.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "velox/base/json_full.hpp"
#include "velox/base/subprocess.hpp"
#include "velox/base/text.hpp"
#include "velox/source/edits.hpp"
#include "velox/source/parsed_module.hpp"

namespace velox::experiment {
namespace {

constexpr const char* kPython = "/usr/bin/python3";

// Writes calls.bin and prints the records for `calls`, a list of (args, kwargs).
constexpr const char* kRecord = R"(
import json, pickle, sys
sys.path.insert(0, '.')
import m
from m import *
calls = eval(sys.argv[1])
records, at = [], 0
with open(sys.argv[2], 'wb') as f:
    for seq, (args, kwargs) in enumerate(calls):
        data = pickle.dumps((args, kwargs), 4)
        f.write(data)
        size = sum(len(a) for a in args if hasattr(a, '__len__'))
        records.append({'seq': seq, 'bytes': len(data), 'size': size, 'offset': at, 'in_sequence': True, 'exception': None, 'module_state': False})
        at += len(data)
print(json.dumps(records))
)";

class JudgeTest : public ::testing::Test {
 protected:
  void SetUp() override {
    auto sandbox = sandbox::Sandbox::create(sandbox::BackendChoice::automatic);
    if (!sandbox) sandbox = sandbox::Sandbox::create(sandbox::BackendChoice::none);
    ASSERT_TRUE(sandbox) << sandbox.error().describe();
    sandbox_ = *std::move(sandbox);
    setting_.root = fs::canonical(dir_.path());
    setting_.python.executable = kPython;
    setting_.python.readable = {"/usr"};
    setting_.python.minor = 11;
    setting_.python.has_pytest = true;
    setting_.runtime = fs::path(VX_SOURCE_DIR) / "runtime";
    setting_.sandbox = sandbox_.get();
    setting_.seed = 42;
  }

  // The project is one module; `calls` is a Python list of (args, kwargs).
  void project(const std::string& before, const std::string& unit, const std::string& calls) {
    before_ = before;
    write("m.py", before);
    const auto module = source::ParsedModule::parse(before, "m.py");
    ASSERT_TRUE(module && module->find_unit(unit) != nullptr);
    evidence_.unit = *module->find_unit(unit);
    evidence_.observed.unit = evidence_.unit.id;
    evidence_.module_name = "m";
    evidence_.sys_path = {setting_.root};
    if (calls.empty()) return;
    SpawnOptions options;
    const fs::path file = captured_.path() / "calls.bin";
    options.argv = {kPython, "-c", kRecord, calls, file.string()};
    options.env = {{"PATH", "/usr/bin:/bin"}, {"PYTHONDONTWRITEBYTECODE", "1"}};
    options.cwd = setting_.root;
    const auto run = run_process(options, Deadline::after(30));
    ASSERT_TRUE(run);
    ASSERT_EQ(run->exit_code, 0) << run->err;
    evidence_.calls = {{file, run->out}};
  }

  void write(const std::string& name, const std::string& bytes) {
    ASSERT_TRUE(write_file_atomic(setting_.root / name, bytes));
  }

  void workload(const std::string& code) {
    write("main.py", code);
    Workload load;
    load.argv = {kPython, (setting_.root / "main.py").string()};
    load.cwd = setting_.root;
    load.timeout_s = 30;
    setting_.workload = load;
  }

  model::Candidate candidate(const std::string& after, model::Judging judging = model::Judging::calls) {
    model::Candidate result;
    result.id = "c1";
    result.strategy = "test";
    result.unit = evidence_.unit.id;
    result.file = "m.py";
    result.edits = source::edits_between(before_, after);
    result.judging = judging;
    return result;
  }

  model::Verdict judge(const std::string& after, model::Judging judging = model::Judging::calls, double seconds = 60) {
    auto created = Judge::create(setting_, {});
    EXPECT_TRUE(created) << created.error().describe();
    judge_ = *std::move(created);
    auto judged = judge_->judge(candidate(after, judging), evidence_, Deadline::after(seconds),
                                [&](const Progress& p) { stages_.insert(p.stage); });
    EXPECT_TRUE(judged) << judged.error().describe();
    if (!judged) return {};
    EXPECT_FALSE(judged->verdict.reason.empty());
    EXPECT_EQ(judged->patch.has_value(), judged->verdict.accepted());
    patch_ = judged->patch;
    RecordProperty("reason", judged->verdict.reason);
    std::string shown = fmt::format("{}: {} ({:.1f} s)", model::to_string(judged->verdict.kind), judged->verdict.reason,
                                    judged->verdict.seconds);
    for (const auto& assumption : judged->verdict.assumptions) shown += "\n    " + assumption;
    fmt::print("  {}\n", shown);
    return judged->verdict;
  }

  static void expect_reason(const model::Verdict& verdict, model::VerdictKind kind, const std::string& part) {
    EXPECT_STREQ(model::to_string(verdict.kind), model::to_string(kind)) << verdict.reason;
    EXPECT_NE(verdict.reason.find(part), std::string::npos) << verdict.reason;
  }

  TempDir dir_ = *TempDir::create("judge-"), captured_ = *TempDir::create("calls-");
  std::unique_ptr<sandbox::Sandbox> sandbox_;
  Setting setting_;
  UnitEvidence evidence_;
  std::unique_ptr<Judge> judge_;
  std::optional<VerifiedPatch> patch_;
  std::set<Stage> stages_;
  std::string before_;
};

constexpr const char* kSlow = R"(def common(xs, ys):
    out = []
    for x in xs:
        if x in ys:
            out.append(x)
    return out
)";
constexpr const char* kFast = R"(def common(xs, ys):
    out = []
    known = set(ys)
    for x in xs:
        if x in known:
            out.append(x)
    return out
)";
constexpr const char* kCommonCalls =
    "[((list(range(n)), list(range(n // 2, 2 * n))), {}) for n in (3, 4, 5, 40, 44, 50, 60, 200, 210, 220, 250)]";

TEST_F(JudgeTest, AcceptsARightFasterCandidate) {
  project(kSlow, "common", kCommonCalls);
  const auto verdict = judge(kFast);
  EXPECT_TRUE(verdict.accepted()) << verdict.reason;
  ASSERT_TRUE(verdict.confirmed);
  EXPECT_GT(verdict.confirmed->estimate, 2);
  EXPECT_GT(verdict.confirmed->low, 1);
  EXPECT_GE(verdict.confirmed->pairs, 6);
  EXPECT_GT(verdict.equivalence.captured, 3);
  EXPECT_GT(verdict.equivalence.held_out, 0);
  EXPECT_EQ(stages_.count(Stage::confirmation), 1u);
  ASSERT_TRUE(patch_);
  EXPECT_EQ(patch_->after(), kFast);
  const auto back = VerifiedPatch::from_json(*json::parse(json::dump(patch_->to_json()), "patch"));
  ASSERT_TRUE(back) << back.error().describe();
  EXPECT_EQ(back->after(), kFast);
  EXPECT_TRUE(judge_->adopt(*patch_));
  EXPECT_FALSE(judge_->adopt(*patch_));
  EXPECT_TRUE(judge_->take_back(*patch_));
  EXPECT_FALSE(judge_->take_back(*patch_)) << "it is not there any more";
  EXPECT_TRUE(judge_->adopt(*patch_));
}

TEST_F(JudgeTest, TellsHowAnAcceptedCandidateGrows) {
  project(kSlow, "common", kCommonCalls);
  const auto verdict = judge(kFast);
  ASSERT_TRUE(verdict.accepted()) << verdict.reason;
  ASSERT_TRUE(verdict.growth);
  EXPECT_EQ(verdict.growth->skipped, "");
  EXPECT_EQ(verdict.growth->parameter, "xs, ys");
  EXPECT_NEAR(verdict.growth->before.exponent, 2, 0.4);
  EXPECT_NEAR(verdict.growth->after.exponent, 1, 0.4);
  EXPECT_GE(verdict.growth->sizes.size(), 5u);
}

// Right on the recorded sizes, wrong beyond them.
TEST_F(JudgeTest, RefusesWhatIsWrongOnLargerInputs) {
  project(kSlow, "common", "[((list(range(n)), list(range(2 * n))), {}) for n in (40, 44, 50, 60, 50, 45, 43, 41)]");
  const auto verdict = judge(text::replace_all(kFast, "return out", "return out if len(set(xs)) < 170 else out[:-1]"));
  expect_reason(verdict, model::VerdictKind::not_equivalent, "other sizes");
}

// Most calls are small and get slower; two large ones pay for all of them.
TEST_F(JudgeTest, RefusesALossAtTheSizesThatAreUsed) {
  const std::string code =
      "def total(xs):\n    out = 0\n    for _ in range(@):\n        for x in xs:\n            out = x\n    return "
      "out\n";
  project(
      text::replace_all(code, "@", "20 if len(xs) > 400 else 2"), "total",
      "[((list(range(s, s + 100)),), {}) for s in range(60)] + [((list(range(s, s + 1000)),), {}) for s in (1, 2)]");
  const auto verdict = judge(text::replace_all(code, "@", "2 if len(xs) > 400 else 3"));
  expect_reason(verdict, model::VerdictKind::no_gain, "of the recorded calls");
  ASSERT_TRUE(verdict.confirmed);
  EXPECT_GT(verdict.confirmed->low, 1);
  ASSERT_TRUE(verdict.growth);
  EXPECT_GT(verdict.growth->pays_from, 100);
  EXPECT_GT(verdict.growth->calls_lost, 0.9);
}

TEST_F(JudgeTest, RefusesAWrongCandidate) {
  project(kSlow, "common", kCommonCalls);
  const auto verdict = judge("def common(xs, ys):\n    return list(set(xs) & set(ys))[:-1]\n");
  expect_reason(verdict, model::VerdictKind::not_equivalent, "for input");
  EXPECT_NE(verdict.reason.find("xs="), std::string::npos) << verdict.reason;
}

TEST_F(JudgeTest, ComparesWithoutTiming) {
  setting_.extent = Extent::equivalence;
  project(kFast, "common", kCommonCalls);
  expect_reason(judge(kSlow), model::VerdictKind::inconclusive, kNotTimed);
  EXPECT_EQ(stages_.count(Stage::duet), 0u);
  expect_reason(judge("def common(xs, ys):\n    return list(set(xs) & set(ys))[:-1]\n"),
                model::VerdictKind::not_equivalent, "for input");
}

TEST_F(JudgeTest, APlaceboIsNoGain) {
  project(kSlow, "common", kCommonCalls);
  const auto verdict = judge(text::replace_all(kSlow, "out.append(x)\n", "out.append(x)  # as before\n"));
  EXPECT_STREQ(model::to_string(verdict.kind), "no-gain") << verdict.reason;
  EXPECT_FALSE(verdict.confirmed);
}

TEST_F(JudgeTest, SaysSlower) {
  project(kFast, "common", kCommonCalls);
  expect_reason(judge(kSlow), model::VerdictKind::slower, "slower");
}

// Some ten thousand calls are in one run: what is done for each of them beside the clock would look like a lie.
TEST_F(JudgeTest, AGeneratorOfAMicrosecondIsTimed) {
  const std::string code = "def evens(xs):\n    for x in xs:\n        if x % 2 == 0:\n            yield x\n";
  project(code, "evens", "[((list(range(n)),), {}) for n in range(1, 9)]");
  expect_reason(judge(text::replace_all(code, "yield x\n", "yield x  # as before\n")), model::VerdictKind::no_gain,
                "no gain");
}

TEST_F(JudgeTest, MemoiseIsJudgedByTheSequenceFromACold) {
  const std::string slow = "def fib(n):\n    if n < 2:\n        return n\n    return fib(n - 1) + fib(n - 2)\n";
  project(slow, "fib", "[((n,), {}) for n in (10, 15, 17, 18)]");
  const auto verdict = judge("import functools\n\n\n@functools.lru_cache(None)\n" + slow, model::Judging::sequence);
  EXPECT_TRUE(verdict.accepted()) << verdict.reason;
  EXPECT_EQ(verdict.equivalence.captured, 4);
}

TEST_F(JudgeTest, MemoiseGainsNothingWhenNoCallComesTwice) {
  const std::string slow = "def total(xs):\n    out = 0\n    for x in xs:\n        out += x * x\n    return out\n";
  project(slow, "total", "[((tuple(range(n, n + 3000)),), {}) for n in range(20)]");
  const auto verdict = judge("import functools\n\n\n@functools.lru_cache(None)\n" + slow, model::Judging::sequence);
  EXPECT_FALSE(verdict.accepted()) << verdict.reason;
}

TEST_F(JudgeTest, ChangedExceptionTextIsADifference) {
  const std::string before =
      "def at(xs, i):\n    if i >= len(xs):\n        raise ValueError(f'no item {i}')\n    return xs[i]\n";
  project(before, "at", "[(([1, 2], 5), {}), (([1, 2], 1), {}), (([1], 0), {})]");
  expect_reason(
      judge("def at(xs, i):\n    if i >= len(xs):\n        raise ValueError(f'no item: {i}')\n    return xs[i]\n"),
      model::VerdictKind::not_equivalent, "ValueError('no item");
}

TEST_F(JudgeTest, AChangedArgumentIsADifference) {
  const std::string before =
      "def drain(xs):\n    out = []\n    while xs:\n        out.append(xs.pop(0))\n    return out\n";
  project(before, "drain", "[(([1, 2, 3],), {}), ((list(range(50)),), {})]");
  expect_reason(judge("def drain(xs):\n    return list(xs)\n"), model::VerdictKind::not_equivalent,
                "leaves argument xs as");
}

TEST_F(JudgeTest, AnotherOrderOfADictIsADifference) {
  const std::string before = "def index(xs):\n    return {x: len(x) for x in xs}\n";
  project(before, "index", "[((['b', 'a', 'c'],), {}), ((['z', 'y'],), {})]");
  expect_reason(judge("def index(xs):\n    return {x: len(x) for x in sorted(xs)}\n"),
                model::VerdictKind::not_equivalent, "order");
}

TEST_F(JudgeTest, AGeneratorIsJudgedItemByItem) {
  const std::string before =
      "def squares(xs):\n    seen = []\n    for x in xs:\n        if x in seen:\n            continue\n        "
      "seen.append(x)\n        yield x * x\n";
  project(before, "squares", "[((list(range(n)) * 2,), {}) for n in (5, 100, 120, 150, 200)]");
  const auto right = judge(
      "def squares(xs):\n    seen = set()\n    for x in xs:\n        if x in seen:\n            continue\n        "
      "seen.add(x)\n        yield x * x\n");
  EXPECT_TRUE(right.accepted()) << right.reason;
  const auto wrong =
      judge("def squares(xs):\n    for x in dict.fromkeys(xs):\n        print(x)\n        yield x * x\n");
  EXPECT_STREQ(model::to_string(wrong.kind), "not-equivalent") << wrong.reason;
}

TEST_F(JudgeTest, AMethodIsCalledOnItsCapturedObject) {
  const std::string before = R"(class Table:
    def __init__(self, rows):
        self.rows = rows

    def lookup(self, keys):
        out = []
        for key in keys:
            for row in self.rows:
                if row[0] == key:
                    out.append(row)
                    break
        return out
)";
  const std::string after = R"(class Table:
    def __init__(self, rows):
        self.rows = rows

    def lookup(self, keys):
        out = []
        index = {}
        for row in self.rows:
            index.setdefault(row[0], row)
        for key in keys:
            if key in index:
                out.append(index[key])
        return out
)";
  project(before, "Table.lookup",
          "[((Table([(i, str(i)) for i in range(n)]), list(range(0, n, 2))), {}) for n in (6, 100, 110, 120, 300)]");
  const auto verdict = judge(after);
  EXPECT_TRUE(verdict.accepted()) << verdict.reason;
}

TEST_F(JudgeTest, ACandidateThatDiesIsDifferent) {
  project(kSlow, "common", kCommonCalls);
  const auto verdict = judge(
      "def common(xs, ys):\n    if len(xs) > 100:\n        raise SystemExit(3)\n    return [x for x in xs if x in "
      "ys]\n");
  expect_reason(verdict, model::VerdictKind::not_equivalent, "SystemExit");
}

TEST_F(JudgeTest, UnstableResultsAreLeftOut) {
  const std::string before = "import random\n\n\ndef pick(xs):\n    return [hash(str(x)) for x in xs]\n";
  project(before, "pick", "[((list(range(n)),), {}) for n in (5, 10, 20)]");
  expect_reason(judge("import random\n\n\ndef pick(xs):\n    return [hash(repr(x)) for x in xs]\n"),
                model::VerdictKind::inconclusive, "differ from run to run");
}

TEST_F(JudgeTest, FailingTestsAreADifference) {
  project(kSlow, "common", kCommonCalls);
  write("test_m.py",
        "import m\n\ndef test_type():\n    assert m.common([1], (1, 2)) == [1]\n\ndef test_unhashable():\n    assert "
        "m.common([[1]], [[1]]) == [[1]]\n\ndef test_broken():\n    assert False\n");
  evidence_.tests.argv = {kPython, "-m", "pytest", "-q"};
  evidence_.tests.ids = {"test_m.py::test_type", "test_m.py::test_unhashable", "test_m.py::test_broken"};
  evidence_.tests.cwd = setting_.root;
  expect_reason(judge(kFast), model::VerdictKind::not_equivalent, "test_unhashable");
}

TEST_F(JudgeTest, WholeRunsJudgeWhatCantBeReplayed) {
  project(kSlow, "common", "");
  evidence_.observed.not_replayable = "argument `out` is an open file";
  workload(
      "import m, time\nstart = time.perf_counter()\nfor i in range(30):\n    xs = m.common(list(range(700)), "
      "list(range(300, 1000)))\nprint(len(xs), 'rows')\nprint(f'took {time.perf_counter() - start:.3f} s')\n");
  const auto right = judge(kFast);
  EXPECT_TRUE(right.accepted()) << right.reason;
  EXPECT_GE(right.equivalence.whole_runs, 8);
  const auto wrong = judge("def common(xs, ys):\n    return [x for x in xs if x in set(ys)][1:]\n");
  expect_reason(wrong, model::VerdictKind::not_equivalent, "line 1 of stdout");
}

TEST_F(JudgeTest, ComparesTheWholeWorkload) {
  project(kSlow, "common", "");
  workload(
      "import m\nfor i in range(30):\n    xs = m.common(list(range(700)), list(range(300, 1000)))\nprint(len(xs))\n");
  auto judge = Judge::create(setting_, {});
  ASSERT_TRUE(judge);
  const auto verdict = (*judge)->judge_workload({}, {{"m.py", kFast}}, Deadline::after(60));
  ASSERT_TRUE(verdict) << verdict.error().describe();
  EXPECT_TRUE(verdict->accepted()) << verdict->reason;
  EXPECT_GT(verdict->confirmed->estimate, 1.5);
}

TEST_F(JudgeTest, NothingToJudgeByIsInconclusive) {
  project(kSlow, "common", "");
  evidence_.observed.not_replayable = "argument `out` is an open file";
  expect_reason(judge(kFast), model::VerdictKind::inconclusive, "open file");
}

TEST_F(JudgeTest, KeepsToTheDeadline) {
  project("import time\n\n\ndef f(n):\n    time.sleep(0.2)\n    return n\n", "f", "[((n,), {}) for n in range(60)]");
  const double start = monotonic_seconds();
  const auto verdict =
      judge("import time\n\n\ndef f(n):\n    time.sleep(0.19)\n    return n\n", model::Judging::calls, 4);
  EXPECT_STREQ(model::to_string(verdict.kind), "inconclusive") << verdict.reason;
  EXPECT_LT(monotonic_seconds() - start, 12);
}

TEST_F(JudgeTest, RefusesToRunWhatReachesAround) {
  project(kSlow, "common", kCommonCalls);
  const auto verdict = judge(
      "import sys\n\n\ndef common(xs, ys):\n    sys.modules['time'].process_time_ns = lambda: 0\n    return [x for x "
      "in xs if x in ys]\n");
  expect_reason(verdict, model::VerdictKind::unsafe, "`sys`");
}

TEST_F(JudgeTest, AChangeThatDoesNotFitIsAFailureOfItsStrategy) {
  project(kSlow, "common", kCommonCalls);
  expect_reason(judge("def common(xs, ys):\n    return [x for x in\n"), model::VerdictKind::failed, "syntax error");
}

}  // namespace
}  // namespace velox::experiment
