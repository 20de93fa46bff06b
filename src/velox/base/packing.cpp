// SPDX-License-Identifier: Apache-2.0
#include "velox/base/packing.hpp"

#include <bit>

namespace velox {

namespace {
constexpr unsigned kBits = 7, kMore = 0x80, kMostBits = 64;
}

void Packer::number(std::uint64_t value) {
  for (; value >= kMore; value >>= kBits) bytes_ += static_cast<char>((value & (kMore - 1)) | kMore);
  bytes_ += static_cast<char>(value);
}

void Packer::text(std::string_view value) {
  number(value.size());
  bytes_ += value;
}

void Packer::real(double value) { number(std::bit_cast<std::uint64_t>(value)); }

std::uint64_t Unpacker::number() {
  std::uint64_t value = 0;
  for (unsigned shift = 0; shift < kMostBits && !bytes_.empty(); shift += kBits) {
    const auto byte = static_cast<unsigned char>(bytes_.front());
    bytes_.remove_prefix(1);
    value |= static_cast<std::uint64_t>(byte & (kMore - 1)) << shift;
    if ((byte & kMore) == 0) return value;
  }
  whole_ = false;
  bytes_ = {};
  return 0;
}

std::string_view Unpacker::text() {
  const auto size = number();
  if (size > bytes_.size()) {
    whole_ = false;
    bytes_ = {};
    return {};
  }
  const auto value = bytes_.substr(0, size);
  bytes_.remove_prefix(size);
  return value;
}

double Unpacker::real() { return std::bit_cast<double>(number()); }

}  // namespace velox
