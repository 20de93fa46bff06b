// SPDX-License-Identifier: Apache-2.0
// Round trips, and files that somebody broke, by accident or on purpose.
#include "velox/learn/safetensors.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstring>
#include <limits>

#include "velox/base/random.hpp"
#include "velox/learn/q_function.hpp"

namespace velox::learn {
namespace {

using ::testing::HasSubstr;

/// A file of this header and this many bytes of data; the length in front is that of the header unless given.
std::string file_of(const std::string& header, std::size_t data, std::uint64_t length = 0) {
  if (length == 0) length = header.size();
  std::string bytes(8, '\0');
  std::memcpy(bytes.data(), &length, 8);
  return bytes + header + std::string(data, '\0');
}

std::string error_of(const std::string& bytes) {
  const auto file = TensorFile::decode(bytes, "weights");
  return file ? "none" : file.error().describe();
}

TEST(SafetensorsTest, ReadsBackWhatItWrote) {
  TensorFile file;
  file.metadata = {{"task", "a \"quoted\" one"}, {"more", "ü"}};
  const std::vector<float> odd{1.5F, -0.0F, std::numeric_limits<float>::denorm_min()};
  file.add_floats("odd", {3}, odd);
  file.add_doubles("wide", {2, 1}, std::vector<double>{1e300, -2});
  file.add_integers("whole", {1}, std::vector<std::int64_t>{-7});
  file.add_floats("none", {0, 4}, std::vector<float>{});
  const auto read = TensorFile::decode(file.encode(), "weights");
  ASSERT_TRUE(read) << read.error().describe();
  EXPECT_EQ(read->metadata, file.metadata);
  EXPECT_EQ(read->floats("odd").value(), odd);
  EXPECT_EQ(read->doubles("wide").value(), (std::vector<double>{1e300, -2}));
  EXPECT_EQ(read->integers("whole").value(), (std::vector<std::int64_t>{-7}));
  EXPECT_TRUE(read->floats("none").value().empty());
  EXPECT_EQ(read->find("wide")->shape, (std::vector<std::size_t>{2, 1}));
  EXPECT_EQ(read->encode(), file.encode());
}

TEST(SafetensorsTest, WritesTheBytesOfTheFormat) {
  TensorFile file;
  file.add_floats("w", {1}, std::vector<float>{1});
  const std::string header = R"({"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}})";
  std::string expected = file_of(header + std::string((8 - header.size() % 8) % 8, ' '), 4);
  const float one = 1;
  std::memcpy(expected.data() + expected.size() - 4, &one, 4);
  EXPECT_EQ(file.encode(), expected);
}

TEST(SafetensorsTest, SaysWhichTensorIsNotThere) {
  TensorFile file;
  file.add_floats("w", {1}, std::vector<float>{1});
  EXPECT_EQ(file.floats("v").error().message(), "tensor 'v' is missing");
  EXPECT_EQ(file.doubles("w").error().message(), "tensor 'w' holds F32, where F64 is expected");
}

TEST(SafetensorsTest, RefusesEveryTruncation) {
  TensorFile file;
  file.metadata["a"] = "b";
  file.add_floats("w", {2, 3}, std::vector<float>(6));
  file.add_doubles("v", {2}, std::vector<double>(2));
  const std::string whole = file.encode();
  for (std::size_t length = 0; length < whole.size(); ++length)
    EXPECT_FALSE(TensorFile::decode(whole.substr(0, length), "weights")) << length;
  EXPECT_THAT(error_of(whole.substr(0, 5)), HasSubstr("shorter than the length of a header"));
  EXPECT_THAT(error_of(whole.substr(0, 20)), HasSubstr("ends within its header"));
  EXPECT_THAT(error_of(whole.substr(0, whole.size() - 1)), HasSubstr("ends after the end of the file"));
  EXPECT_THAT(error_of(whole + "x"), HasSubstr("belong to no tensor"));
}

TEST(SafetensorsTest, DoesNotBelieveLengths) {
  EXPECT_THAT(error_of(file_of("{}", 0, ~0ULL)), HasSubstr("longer than 100 MB"));
  EXPECT_THAT(error_of(file_of("{}", 0, 99'000'000)), HasSubstr("ends within its header"));
  const std::string vast = R"({"w":{"dtype":"F32","shape":[4294967296,4294967296,2],"data_offsets":[0,0]}})";
  EXPECT_THAT(error_of(file_of(vast, 0)), HasSubstr("do not fit its shape"));
  const std::string beyond = R"({"w":{"dtype":"F32","shape":[18446744073709551616],"data_offsets":[0,4]}})";
  EXPECT_THAT(error_of(file_of(beyond, 4)), HasSubstr("no shape of whole numbers"));
}

TEST(SafetensorsTest, RefusesOverlapsAndGaps) {
  const auto two = [](const char* a, const char* b) {
    return std::string(R"({"a":{"dtype":"F32","shape":[2],"data_offsets":)") + a +
           R"(},"b":{"dtype":"F32","shape":[2],"data_offsets":)" + b + "}}";
  };
  EXPECT_EQ(error_of(file_of(two("[0,8]", "[8,16]"), 16)), "none");
  EXPECT_THAT(error_of(file_of(two("[0,8]", "[4,12]"), 12)), HasSubstr("'b' overlaps"));
  EXPECT_THAT(error_of(file_of(two("[0,8]", "[0,8]"), 8)), HasSubstr("overlaps"));
  EXPECT_THAT(error_of(file_of(two("[0,8]", "[12,20]"), 20)), HasSubstr("gap before tensor 'b'"));
  EXPECT_THAT(error_of(file_of(two("[8,0]", "[8,16]"), 16)), HasSubstr("do not fit"));
  EXPECT_THAT(error_of(file_of(two("[-8,0]", "[0,8]"), 8)), HasSubstr("data_offsets"));
}

TEST(SafetensorsTest, RefusesHeadersThatSaySomethingElse) {
  EXPECT_THAT(error_of(file_of("[]", 0)), HasSubstr("does not begin with '{'"));
  EXPECT_THAT(error_of(file_of("{\"w\":", 0)), HasSubstr("not valid JSON"));
  EXPECT_THAT(error_of(file_of(R"({"w":3})", 0)), HasSubstr("no dtype"));
  EXPECT_THAT(error_of(file_of(R"({"w":{"dtype":"F16","shape":[1],"data_offsets":[0,2]}})", 2)),
              HasSubstr("holds F16"));
  EXPECT_THAT(error_of(file_of(R"({"w":{"dtype":"F32","shape":[1.5],"data_offsets":[0,6]}})", 6)),
              HasSubstr("no shape"));
  EXPECT_THAT(error_of(file_of(R"({"__metadata__":{"a":1}})", 0)), HasSubstr("is not a text"));
  EXPECT_THAT(error_of(file_of("{" + std::string(5000, '['), 0)), HasSubstr("not valid JSON"));
}

NetworkShape small_shape() { return {Head::actions, 2, 2, {3}, true}; }

TEST(PolicyFileTest, RefusesWeightsThatAreNoNumbers) {
  auto parameters = std::vector<float>(plan_network(small_shape())->parameters, 0.5F);
  auto policy = QFunction::create(small_shape(), parameters);
  ASSERT_TRUE(policy);
  std::string bytes = policy->encode({});
  const float poison = std::numeric_limits<float>::quiet_NaN();
  std::memcpy(bytes.data() + bytes.size() - 4, &poison, 4);
  EXPECT_THAT(QFunction::decode(bytes, "policy").error().describe(),
              HasSubstr("policy: a weight of the network is not a finite"));
}

TEST(PolicyFileTest, RefusesWeightsOfAnotherShape) {
  TensorFile file;
  file.metadata = {{"schema", "velox.policy/1"}};
  EXPECT_THAT(QFunction::decode(file.encode(), "p").error().message(), HasSubstr("no shape"));
  file.metadata["shape"] = R"({"head":"actions","state_size":2,"action_size":2,"hidden":[3],"duelling":true})";
  EXPECT_THAT(QFunction::decode(file.encode(), "p").error().message(), HasSubstr("'main.0.weight' is missing"));
  file.add_floats("main.0.weight", {2, 3}, std::vector<float>(6));
  EXPECT_THAT(QFunction::decode(file.encode(), "p").error().message(), HasSubstr("another shape"));
  file.metadata["shape"] = R"({"head":"actions","state_size":99999,"action_size":2,"hidden":[3],"duelling":true})";
  EXPECT_THAT(QFunction::decode(file.encode(), "p").error().message(), HasSubstr("outside of 1 to 4096"));
  file.metadata["schema"] = "something";
  EXPECT_THAT(QFunction::decode(file.encode(), "p").error().message(), HasSubstr("velox.policy/1"));
}

TEST(PolicyFileTest, RefusesOrReadsWhateverBytesAreChanged) {
  const auto parameters = std::vector<float>(plan_network(small_shape())->parameters, 0.5F);
  const std::string whole = QFunction::create(small_shape(), parameters)->encode({});
  Random random(21);
  int refused = 0, read = 0;
  for (int i = 0; i < 4000; ++i) {
    std::string bytes = whole;
    for (std::uint64_t change = 0; change <= random.below(3); ++change)
      bytes[random.below(bytes.size())] = static_cast<char>(random.below(256));
    const auto policy = QFunction::decode(bytes, "changed");
    if (!policy) {
      EXPECT_FALSE(policy.error().message().empty());
      ++refused;
      continue;
    }
    ++read;
    EXPECT_EQ(policy->values({{1, 2}, {}})->size(), 2U);
  }
  // Changes within a weight are seldom seen, those within the header nearly always.
  EXPECT_GT(refused, 1000);
  EXPECT_GT(read, 100);
}

}  // namespace
}  // namespace velox::learn
