// SPDX-License-Identifier: Apache-2.0
#include "velox/agents/smaller_patches.hpp"

#include <gtest/gtest.h>

namespace velox::agents {
namespace {

TEST(SmallerPatchesTest, ADifferenceWithinTheNoiseIsNone) {
  const model::Speedup smaller{2.0, 1.9, 2.1, 9};
  EXPECT_FALSE(faster_than({{2.05, 1.95, 2.15, 9}}, smaller));
  EXPECT_FALSE(faster_than({{1.5, 1.45, 1.55, 9}}, smaller)) << "slower is not faster";
  EXPECT_TRUE(faster_than({{2.4, 2.3, 2.5, 9}}, smaller));
}

TEST(SmallerPatchesTest, PatchesOnTopOfEachOtherMultiply) {
  const model::Speedup smaller{2.0, 1.98, 2.02, 9};
  EXPECT_FALSE(faster_than({{1.25, 1.2, 1.3, 9}, {1.6, 1.55, 1.65, 9}}, smaller));
  EXPECT_TRUE(faster_than({{1.5, 1.45, 1.55, 9}, {1.6, 1.55, 1.65, 9}}, smaller));
}

}  // namespace
}  // namespace velox::agents
