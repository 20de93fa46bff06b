// SPDX-License-Identifier: Apache-2.0
// Bytes: packing and digests. Items: parallel work.
#include "velox/base/packing.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <limits>
#include <vector>

#include "velox/base/digest.hpp"
#include "velox/base/parallel.hpp"

namespace velox {
namespace {

TEST(PackingTest, GivesBackWhatWasPutIn) {
  Packer packer;
  packer.number(0);
  packer.number(127);
  packer.number(128);
  packer.number(std::numeric_limits<std::uint64_t>::max());
  packer.text("");
  packer.text(std::string_view("a\0b", 3));
  packer.real(-0.125);
  const auto bytes = packer.take();
  Unpacker unpacker(bytes);
  EXPECT_EQ(unpacker.number(), 0U);
  EXPECT_EQ(unpacker.number(), 127U);
  EXPECT_EQ(unpacker.number(), 128U);
  EXPECT_EQ(unpacker.number(), std::numeric_limits<std::uint64_t>::max());
  EXPECT_EQ(unpacker.text(), "");
  EXPECT_EQ(unpacker.text(), std::string_view("a\0b", 3));
  EXPECT_EQ(unpacker.real(), -0.125);
  EXPECT_TRUE(unpacker.done());
}

TEST(PackingTest, TellsOfWhatIsMissing) {
  Packer packer;
  packer.text("hello");
  const auto bytes = packer.take();
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    Unpacker cut(std::string_view(bytes).substr(0, size));
    EXPECT_EQ(cut.text(), "");
    EXPECT_FALSE(cut.whole());
    EXPECT_EQ(cut.number(), 0U);
  }
}

TEST(PackingTest, EndsANumberThatNeverEnds) {
  const std::string bytes(40, '\xff');
  Unpacker unpacker(bytes);
  EXPECT_EQ(unpacker.number(), 0U);
  EXPECT_FALSE(unpacker.whole());
}

TEST(PackingTest, TellsOfWhatIsLeft) {
  Unpacker unpacker("\x01\x02");
  EXPECT_EQ(unpacker.number(), 1U);
  EXPECT_TRUE(unpacker.whole());
  EXPECT_FALSE(unpacker.done());
}

TEST(DigestTest, IsThatOfTheAlgorithm) {
  // BLAKE2b with 16 bytes of output over no input: python3 -c "import hashlib; print(hashlib.blake2b(digest_size=16).hexdigest())"
  EXPECT_EQ(digest(""), std::string("\xca\xe6\x69\x41\xd9\xef\xbd\x40\x4e\x4d\x88\x75\x8e\xa6\x76\x70"));
  EXPECT_NE(digest("a"), digest("b"));
}

TEST(ParallelTest, DoesEveryItemOnce) {
  for (const std::size_t count : {0UL, 1UL, 1000UL}) {
    std::vector<std::atomic<int>> done(count);
    in_parallel(count, [&](std::size_t i) { ++done[i]; });
    for (const auto& times : done) EXPECT_EQ(times, 1);
  }
}

}  // namespace
}  // namespace velox
