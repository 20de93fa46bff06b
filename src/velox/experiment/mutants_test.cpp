// SPDX-License-Identifier: Apache-2.0
#include "velox/experiment/mutants.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "velox/source/edits.hpp"

namespace velox::experiment {
namespace {

using testing::Contains;
using testing::Not;

constexpr const char* kEverything = R"(def f(rows, k: int = 3, *, flag=True):
    """Says 1 < 2."""
    total = 0.5
    log.info("at %d", 7)
    for i in range(0, k):
        if i < 3 and not flag or rows:
            continue
        if rows[i] is None:
            break
        total += rows[i] * 2
        rows[i] = -k
    try:
        print(rows[1:k])
        total = abs(True)
    except KeyError as error:
        raise ValueError("text")
    return total if total else f"{k + 1}"
)";

std::vector<std::string> texts(const std::string& code) {
  const auto module = source::ParsedModule::parse(code, "m.py").value();
  std::vector<std::string> out;
  for (const Mutant& each : mutants_of(module, *module.find_unit("f"))) {
    EXPECT_NE(source::apply_edits(code, {each.edit}).value(), code);
    out.push_back(each.what);
  }
  return out;
}

TEST(MutantsTest, CoversTheOperators) {
  const auto module = source::ParsedModule::parse(kEverything, "m.py").value();
  std::set<std::string> ops;
  for (const Mutant& each : mutants_of(module, *module.find_unit("f"))) ops.insert(each.op);
  EXPECT_EQ(ops, (std::set<std::string>{"relational", "arithmetic", "augmented", "logical", "not", "unary", "constant",
                                        "boolean", "string", "condition", "loop_exit", "index", "slice", "arguments",
                                        "return", "handler", "statement"}));
}

TEST(MutantsTest, SaysWhatIsChangedWhere) {
  const auto found = texts(kEverything);
  EXPECT_THAT(found, Contains("line 6: `<` -> `<=`"));
  EXPECT_THAT(found, Contains("line 8: `is` -> `is not`"));
  EXPECT_THAT(found, Contains("line 5: `(0, k)` -> `(k, 0)`"));
  EXPECT_THAT(found, Contains("line 15: `KeyError` -> `()`"));
  EXPECT_THAT(found, Contains("line 17: `+` -> `-`"));
}

TEST(MutantsTest, LeavesDocumentationLoggingAndDefaultsAlone) {
  for (const std::string& what : texts(kEverything)) {
    for (const char* place : {"line 1:", "line 2:", "line 4:"}) EXPECT_FALSE(what.starts_with(place)) << what;
  }
}

TEST(MutantsTest, EveryMutantParses) {
  const auto module = source::ParsedModule::parse(kEverything, "m.py").value();
  for (const Mutant& each : mutants_of(module, *module.find_unit("f"))) {
    const auto changed = source::ParsedModule::parse(source::apply_edits(kEverything, {each.edit}).value(), "m.py");
    ASSERT_TRUE(changed);
    EXPECT_FALSE(changed->syntax_error()) << each.what;
  }
}

TEST(MutantsTest, SamplesEveryOperatorFirst) {
  std::string code = "def f(a, b):\n";
  for (int i = 0; i < 40; ++i) code += "    a = a + b\n";
  code += "    if a < b:\n        return a\n    return not b\n";
  const auto module = source::ParsedModule::parse(code, "m.py").value();
  const auto all = mutants_of(module, *module.find_unit("f"));
  ASSERT_GT(all.size(), 40U);
  std::set<std::string> ops;
  const auto chosen = sample_mutants(all, 8, 5);
  for (const Mutant& each : chosen) ops.insert(each.op);
  EXPECT_EQ(chosen.size(), 8U);
  EXPECT_EQ(ops, (std::set<std::string>{"arithmetic", "relational", "return", "not"}));
  const auto again = sample_mutants(all, 8, 5);
  for (std::size_t i = 0; i < chosen.size(); ++i) EXPECT_EQ(chosen[i].what, again[i].what);
}

}  // namespace
}  // namespace velox::experiment
