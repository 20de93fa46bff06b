// SPDX-License-Identifier: Apache-2.0
#include "velox/knowledge/unit_vector.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <unordered_map>

#include "velox/analysis/builtin_types.hpp"
#include "velox/analysis/scopes.hpp"

namespace velox::knowledge {

namespace {

constexpr int kDeepest = 3;  ///< loops further in count as this many
constexpr float kPathWeight = 0.5F;
constexpr float kCallWeight = 2;
constexpr int kSteps = 127;

// FNV-1a (Fowler, Noll, Vo), 64 bits, with the finaliser of SplitMix64 so that all bits depend on all characters.
std::uint64_t hash_of(std::string_view text) {
  std::uint64_t h = 0xcbf29ce484222325ULL;
  for (const char c : text) h = (h ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
  h = (h ^ (h >> 30)) * 0xbf58476d1ce4e5b9ULL;
  h = (h ^ (h >> 27)) * 0x94d049bb133111ebULL;
  return h ^ (h >> 31);
}

bool is_loop(source::Node node) {
  return node.is("for_statement") || node.is("while_statement") || node.is("for_in_clause");
}

class Features {
 public:
  void visit(source::Node node, std::string_view parent, std::string_view grandparent, int loops) {
    if (node.is("comment")) return;
    const std::string_view kind = node.kind();
    add(fmt::format("{}@{}", kind, loops), 1);
    add(fmt::format("{}>{}", parent, kind), kPathWeight);
    add(fmt::format("{}>{}>{}", grandparent, parent, kind), kPathWeight);
    if (node.is("call")) call(node, loops);
    operators(node, loops);
    const int inner = std::min(loops + (is_loop(node) ? 1 : 0), kDeepest);
    // The loops of a comprehension stand behind its body.
    const bool comprehension = kind.ends_with("_comprehension") || kind == "generator_expression";
    std::string_view before = "first";
    for (const source::Node child : node.items()) {
      if (node.is("block")) add(fmt::format("{};{}", before, child.kind()), kPathWeight);
      before = child.kind();
      visit(child, kind, parent, comprehension ? std::min(loops + 1, kDeepest) : inner);
    }
  }

  UnitVector vector() const {
    UnitVector out{};
    for (const auto& [hash, feature] : counts_) {
      const float weight = feature.weight * (1 + std::log(static_cast<float>(feature.count)));
      out[hash % kDimensions] += (hash >> 63) != 0 ? weight : -weight;
    }
    float length = 0;
    for (const float x : out) length += x * x;
    if (length > 0) {
      for (float& x : out) x /= std::sqrt(length);
    }
    return out;
  }

 private:
  struct Feature {
    float weight = 1;
    int count = 0;
  };

  void add(const std::string& name, float weight) {
    Feature& feature = counts_[hash_of(name)];
    feature.weight = weight;
    ++feature.count;
  }

  void call(source::Node node, int loops) {
    const source::Node function = node.field("function");
    const source::Node name = function.is("attribute") ? function.field("attribute") : function;
    const bool known =
        function.is("attribute") ? analysis::is_builtin_method(name.text()) : analysis::is_builtin_name(name.text());
    if (known) add(fmt::format("call {}@{}", name.text(), loops), kCallWeight);
  }

  // Operators are the tree's tokens: "in", "+=", "<".
  void operators(source::Node node, int loops) {
    if (!node.kind().ends_with("_operator") && !node.is("augmented_assignment")) return;
    for (std::uint32_t i = 0; i < node.child_count(); ++i) {
      const source::Node child = node.child(i);
      if (!child.is_named()) add(fmt::format("op {}@{}", child.kind(), loops), kCallWeight);
    }
  }

  std::unordered_map<std::uint64_t, Feature> counts_;
};

}  // namespace

UnitVector vector_of(source::Node definition) {
  Features features;
  features.visit(definition.field("body"), "function", "unit", 0);
  if (definition.field("body").items().empty()) return {};
  return features.vector();
}

float similarity(const UnitVector& a, const UnitVector& b) {
  float sum = 0;
  for (std::size_t i = 0; i < kDimensions; ++i) sum += a[i] * b[i];
  return sum;
}

std::string write_vector(const UnitVector& vector) {
  float largest = 0;
  for (const float x : vector) largest = std::max(largest, std::abs(x));
  std::string text;
  text.reserve(2 * kDimensions);
  for (const float x : vector) {
    const int step = largest > 0 ? static_cast<int>(std::lround(x / largest * kSteps)) : 0;
    text += fmt::format("{:02x}", static_cast<unsigned>(step + kSteps));
  }
  return text;
}

std::optional<UnitVector> read_vector(std::string_view text) {
  if (text.size() != 2 * kDimensions) return std::nullopt;
  UnitVector vector{};
  float length = 0;
  for (std::size_t i = 0; i < kDimensions; ++i) {
    int step = 0;
    const char* begin = text.data() + 2 * i;
    const auto [end, error] = std::from_chars(begin, begin + 2, step, 16);
    if (error != std::errc() || end != begin + 2 || step > 2 * kSteps) return std::nullopt;
    vector[i] = static_cast<float>(step - kSteps);
    length += vector[i] * vector[i];
  }
  if (length > 0) {
    for (float& x : vector) x /= std::sqrt(length);
  }
  return vector;
}

}  // namespace velox::knowledge
