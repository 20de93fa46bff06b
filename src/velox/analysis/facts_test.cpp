// SPDX-License-Identifier: Apache-2.0
#include "velox/analysis/facts.hpp"
#include <gtest/gtest.h>
namespace velox::analysis {
namespace {
TEST(FactsTest, Smoke) {
  const auto m = source::ParsedModule::parse("def f(x):\n    y = []\n    for a in x:\n        y.append(1)\n    return y\n", "m.py").value();
  const auto facts = Facts::analyse(m);
  EXPECT_TRUE(facts.pure_function(m.definition(m.units()[0])) == false);
}
}
}
