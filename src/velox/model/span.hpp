// SPDX-License-Identifier: Apache-2.0
// Places in source files. Lines are 1-based, columns and offsets 0-based bytes; ends are exclusive.
#pragma once

#include <cstdint>
#include <string>

namespace velox::model {

struct Span {
  std::uint32_t begin = 0;  ///< byte offset
  std::uint32_t end = 0;
  std::uint32_t size() const { return end - begin; }
  bool contains(const Span& other) const { return begin <= other.begin && other.end <= end; }
  bool overlaps(const Span& other) const { return begin < other.end && other.begin < end; }
  bool operator==(const Span&) const = default;
};

/// One replacement in a file's bytes. An insertion has an empty span.
struct Edit {
  Span span;
  std::string text;
  bool operator==(const Edit&) const = default;
};

}  // namespace velox::model
