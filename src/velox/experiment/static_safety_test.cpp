// SPDX-License-Identifier: Apache-2.0
#include "velox/experiment/static_safety.hpp"

#include <gtest/gtest.h>

#include "velox/source/edits.hpp"
#include "velox/source/parsed_module.hpp"

namespace velox::experiment {
namespace {

constexpr const char* kBefore =
    "import os\n\n\ndef f(xs, n=1):\n    out = []\n    for x in xs:\n        out.append(x)\n    return out\n";

SafetyCheck check(const std::string& after, model::Judging judging = model::Judging::calls,
                  SafetyStage stage = SafetyStage::strict) {
  const auto module = source::ParsedModule::parse(kBefore, "m.py");
  model::Candidate candidate;
  candidate.file = "m.py";
  candidate.edits = source::edits_between(kBefore, after);
  candidate.judging = judging;
  return *check_static_safety(candidate, *module->find_unit("f"), kBefore, stage);
}

TEST(StaticSafetyTest, AcceptsAPlainRewrite) {
  const std::string after = "import os\nfrom collections import deque\n\n\ndef f(xs, n=1):\n    return list(xs)\n";
  const auto result = check(after);
  EXPECT_EQ(result.reason, "");
  EXPECT_EQ(result.after, after);
}

TEST(StaticSafetyTest, RefusesAnotherSignatureOrName) {
  EXPECT_EQ(check("import os\n\n\ndef f(xs, n=2):\n    return list(xs)\n").reason,
            "the change gives f other parameters");
  EXPECT_EQ(check("import os\n\n\ndef g(xs, n=1):\n    return list(xs)\n").reason, "the change removes or renames f");
  EXPECT_EQ(check("import os\n\n\ndef f(xs, n=1):\n    yield from xs\n").reason,
            "the change makes a generator of f, which is a function");
}

TEST(StaticSafetyTest, RefusesBrokenSyntax) {
  EXPECT_NE(check("import os\n\n\ndef f(xs, n=1):\n    return [x for x in\n").reason.find("syntax error"),
            std::string::npos);
}

TEST(StaticSafetyTest, RefusesReachingAround) {
  EXPECT_EQ(check("import os\n\n\ndef f(xs, n=1):\n    return eval('list(xs)')\n").reason,
            "the change brings in `eval`");
  EXPECT_EQ(check("import os\n\n\ndef f(xs, n=1):\n    os.environ.clear()\n    return list(xs)\n").reason,
            "the change brings in `os`");
  EXPECT_EQ(check("import os\nimport time\n\n\ndef f(xs, n=1):\n    return list(xs)\n").reason,
            "the change brings in `time`");
  EXPECT_EQ(check("import os\nimport numpy\n\n\ndef f(xs, n=1):\n    return list(xs)\n").reason,
            "the change imports `numpy`");
}

TEST(StaticSafetyTest, SwitchedOffItRefusesOnlyWhatDoesNotParse) {
  const std::string after = "import os\n\n\ndef f(xs, n=1):\n    return eval('list(xs)')\n";
  EXPECT_EQ(check(after, model::Judging::calls, SafetyStage::off).after, after);
  EXPECT_TRUE(check("def f(:\n", model::Judging::calls, SafetyStage::off).malformed);
}

TEST(StaticSafetyTest, ACompiledPatternIsNoCompiledCode) {
  EXPECT_EQ(check("import os\nimport re\n_F_RE = re.compile('a')\n\n\ndef f(xs, n=1):\n    return list(xs)\n").reason,
            "");
  EXPECT_EQ(check("import os\n_F = compile('1', '', 'eval')\n\n\ndef f(xs, n=1):\n    return list(xs)\n").reason,
            "the change brings in `compile`");
}

TEST(StaticSafetyTest, ADecoratorNeedsMoreThanReplayedCalls) {
  const std::string after =
      "import os\nimport functools\n\n\n@functools.lru_cache(None)\ndef f(xs, n=1):\n    return list(xs)\n";
  EXPECT_NE(check(after).reason.find("decorators"), std::string::npos);
  EXPECT_EQ(check(after, model::Judging::sequence).reason, "");
}

TEST(StaticSafetyTest, RefusesEditsOutsideTheFile) {
  const auto module = source::ParsedModule::parse(kBefore, "m.py");
  model::Candidate candidate;
  candidate.file = "m.py";
  candidate.edits = {{{5000, 5001}, "x"}};
  EXPECT_NE(check_static_safety(candidate, *module->find_unit("f"), kBefore)->reason.find("do not fit"),
            std::string::npos);
  candidate.file = "other.py";
  EXPECT_NE(check_static_safety(candidate, *module->find_unit("f"), kBefore)->reason.find("not in the unit's file"),
            std::string::npos);
}

}  // namespace
}  // namespace velox::experiment
