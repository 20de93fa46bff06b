// SPDX-License-Identifier: Apache-2.0
// Values as bytes and back, for files that only this program writes and reads. Numbers take as many bytes as they need
// (seven bits each, lowest first), texts follow their length. Not thread-safe; a reader is as long-lived as its bytes.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace velox {

class Packer {
 public:
  void number(std::uint64_t value);
  void text(std::string_view value);
  void real(double value);  ///< the same bits come back
  std::string take() { return std::move(bytes_); }

 private:
  std::string bytes_;
};

class Unpacker {
 public:
  explicit Unpacker(std::string_view bytes) : bytes_(bytes) {}

  /// What was put in, in that order; 0 and empty once something is asked for that is not there.
  std::uint64_t number();
  std::string_view text();
  double real();
  /// False when more was asked for than there is.
  bool whole() const { return whole_; }
  /// Nothing is missing, and nothing is left.
  bool done() const { return whole_ && bytes_.empty(); }

 private:
  std::string_view bytes_;
  bool whole_ = true;
};

}  // namespace velox
